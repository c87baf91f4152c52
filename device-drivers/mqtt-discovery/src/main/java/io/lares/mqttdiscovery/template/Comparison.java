package io.lares.mqttdiscovery.template;

import io.lares.mqttdiscovery.template.python.Operators;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's comparisons, which may stand in a row. */
enum Comparison {
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  EQUAL,
  NOT_EQUAL,
  IN,
  NOT_IN;

  boolean holds(@Nullable Object a, @Nullable Object b) {
    return switch (this) {
      case LESS -> Operators.compare(a, b) < 0;
      case LESS_OR_EQUAL -> Operators.compare(a, b) <= 0;
      case GREATER -> Operators.compare(a, b) > 0;
      case GREATER_OR_EQUAL -> Operators.compare(a, b) >= 0;
      case EQUAL -> Operators.equal(a, b);
      case NOT_EQUAL -> !Operators.equal(a, b);
      case IN -> Operators.contains(b, a);
      case NOT_IN -> !Operators.contains(b, a);
    };
  }

  /** True where each comparison holds between its two operands: {@code 1 < x < 3}. */
  static boolean hold(List<Comparison> comparisons, PythonNode.Parts operands) {
    Object left = operands.get(0);
    for (int i = 0; i < comparisons.size(); i++) {
      Object right = operands.get(i + 1);
      if (!comparisons.get(i).holds(left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }
}
