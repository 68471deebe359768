/**
 * The distribution as somebody has it who has nothing else.
 */
package io.tickwire.dist;
