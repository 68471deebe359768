/**
 * What a server tells, for people's eyes and for other programs: lines, a table, a ladder, JSON.
 */
package io.tickwire.tools.tail;
