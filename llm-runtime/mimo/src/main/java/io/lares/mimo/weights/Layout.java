package io.lares.mimo.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the tensors of a model lie in its file of weights.
 *
 * @param tensors by place
 * @param size of the file in bytes
 */
record Layout(List<Stored> tensors, long size) {
  /** Tensors start at a page of memory, so that one can be let go without its neighbour. */
  static final int PAGE = 4096;

  Layout {
    tensors = List.copyOf(tensors);
  }

  /** The layout for a source; finds out on the way whether all tensors are there. */
  static Layout of(ModelSource source, Precision precision) throws ModelException {
    List<Form> forms = new ArrayList<>();
    List<Expected> expected = Expected.of(source.shape());
    for (Expected tensor : expected) {
      forms.add(Form.of(tensor, source.tensor(tensor).type(), precision));
    }
    return of(expected, forms);
  }

  /** The layout for tensors in these forms. */
  static Layout of(List<Expected> expected, List<Form> forms) {
    List<Stored> tensors = new ArrayList<>();
    long end = 0;
    for (int i = 0; i < expected.size(); i++) {
      Stored stored = new Stored(expected.get(i), forms.get(i), (end + PAGE - 1) & -PAGE);
      tensors.add(stored);
      end = stored.offset() + stored.length();
    }
    return new Layout(tensors, end);
  }
}
