/**
 * What a program in Java uses of Tickwire. Nothing here imports the server: the schema is the contract, and
 * {@code io.tickwire.client.sbe} is generated from it in each build.
 */
package io.tickwire.client;
