package io.lares.launcher.container;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the lists of packages in a bundle's manifest. */
final class Headers {
  private Headers() {}

  /** The package names of a header. */
  static List<String> names(@Nullable String header) {
    return clauses(header).stream().map(Headers::name).toList();
  }

  /** The package names of an import header, but for those it can do without. */
  static List<String> mandatoryNames(@Nullable String header) {
    return clauses(header).stream()
        .filter(clause -> !clause.contains("resolution:=optional"))
        .map(Headers::name)
        .toList();
  }

  private static String name(String clause) {
    int attributes = clause.indexOf(';');
    return (attributes < 0 ? clause : clause.substring(0, attributes)).strip();
  }

  private static List<String> clauses(@Nullable String header) {
    List<String> clauses = new ArrayList<>();
    if (header == null) {
      return clauses;
    }
    StringBuilder clause = new StringBuilder();
    boolean quoted = false;
    for (char c : header.toCharArray()) {
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        clauses.add(clause.toString());
        clause.setLength(0);
      } else {
        clause.append(c);
      }
    }
    clauses.add(clause.toString());
    return clauses;
  }
}
