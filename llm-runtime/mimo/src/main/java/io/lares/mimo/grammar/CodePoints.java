package io.lares.mimo.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of characters; never half of a surrogate pair, since UTF-8 has none.
 *
 * @param ranges in order, apart from each other
 */
record CodePoints(List<Range> ranges) {
  /** From {@code first} to {@code last}, both among it. */
  record Range(int first, int last) {}

  static final CodePoints NONE = new CodePoints(List.of());
  private static final CodePoints SURROGATES = new CodePoints(List.of(new Range(0xd800, 0xdfff)));
  static final CodePoints ALL =
      new CodePoints(List.of(new Range(0, Character.MAX_CODE_POINT))).minus(SURROGATES);

  static CodePoints of(int first, int last) {
    return new CodePoints(List.of(new Range(first, last))).minus(SURROGATES);
  }

  static CodePoints anyOf(String characters) {
    CodePoints all = NONE;
    for (int character : characters.codePoints().toArray()) {
      all = all.plus(of(character, character));
    }
    return all;
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean has(int character) {
    return ranges.stream().anyMatch(r -> r.first <= character && character <= r.last);
  }

  CodePoints plus(CodePoints other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    all.sort(Comparator.comparingInt(Range::first));
    List<Range> merged = new ArrayList<>();
    for (Range range : all) {
      if (!merged.isEmpty() && range.first <= merged.getLast().last + 1) {
        Range before = merged.removeLast();
        merged.add(new Range(before.first, Math.max(before.last, range.last)));
      } else {
        merged.add(range);
      }
    }
    return new CodePoints(List.copyOf(merged));
  }

  CodePoints minus(CodePoints other) {
    List<Range> left = ranges;
    for (Range gone : other.ranges) {
      List<Range> cut = new ArrayList<>();
      for (Range range : left) {
        if (range.first < gone.first) {
          cut.add(new Range(range.first, Math.min(range.last, gone.first - 1)));
        }
        if (range.last > gone.last) {
          cut.add(new Range(Math.max(range.first, gone.last + 1), range.last));
        }
      }
      left = cut;
    }
    return new CodePoints(List.copyOf(left));
  }

  CodePoints within(int first, int last) {
    return minus(new CodePoints(List.of(new Range(0, first - 1), new Range(last + 1, 1 << 30))));
  }

  /** The same, so much lower. */
  CodePoints lowered(int by) {
    return new CodePoints(ranges.stream().map(r -> new Range(r.first - by, r.last - by)).toList());
  }
}
