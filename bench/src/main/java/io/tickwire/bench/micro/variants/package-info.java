/**
 * Designs that lost, kept beside the benchmark that says by how much. Nothing that is shipped uses them.
 */
package io.tickwire.bench.micro.variants;
