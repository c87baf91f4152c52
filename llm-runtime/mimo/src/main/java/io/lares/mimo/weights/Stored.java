package io.lares.mimo.weights;

/**
 * A tensor in a file of ours.
 *
 * @param offset in the file, a multiple of {@link Layout#PAGE}
 */
record Stored(Expected tensor, Form form, long offset) {
  long count() {
    return (long) tensor.rows() * tensor.cols();
  }

  long length() {
    return form.size(count());
  }
}
