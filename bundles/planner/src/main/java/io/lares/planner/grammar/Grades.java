package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.ValueKind;
import java.util.List;
import java.util.Set;

/** Choices whose values go from least to most: low, medium, high. */
final class Grades {
  private static final Set<String> NONE =
      Set.of("off", "none", "auto", "关", "关闭", "關", "關閉", "自动", "自動", "无", "無");

  private static final Set<String> LEAST =
      Set.of(
          "low", "lowest", "mild", "weak", "light", "gentle", "slow", "soft", "small", "thin",
          "quiet", "cool", "低", "弱", "轻", "輕", "轻柔", "輕柔", "柔和", "淡", "清淡", "慢", "慢速", "小", "微");

  private static final Set<String> MOST =
      Set.of(
          "high", "highest", "strong", "intense", "fast", "hard", "large", "thick", "max", "turbo",
          "hot", "高", "强", "強", "强劲", "強勁", "浓", "濃", "浓郁", "濃郁", "快", "快速", "大", "强力", "強力");

  private Grades() {}

  /** The grades of an attribute, the least first; empty where its values are none. */
  static List<String> of(Attribute attribute) {
    if (!attribute.commandable() || !(attribute.kind() instanceof ValueKind.Choice(var values))) {
      return List.of();
    }
    List<String> grades = values.stream().filter(value -> !NONE.contains(value)).toList();
    boolean graded =
        grades.size() > 1 && (LEAST.contains(grades.getFirst()) || MOST.contains(grades.getLast()));
    return graded ? grades : List.of();
  }
}
