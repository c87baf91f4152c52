package io.lares.mimo.weights;

import java.lang.foreign.MemorySegment;

/**
 * A tensor in a mapped file that somebody brought, its place checked.
 *
 * @param rows of a matrix, or numbers of a vector
 * @param cols 1 for a vector
 * @param data all its blocks and nothing else
 */
record SourceTensor(TensorType type, int rows, int cols, MemorySegment data) {
  long count() {
    return (long) rows * cols;
  }
}
