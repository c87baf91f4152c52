package io.lares.launcher.container;

import io.lares.launcher.BundleReport;
import io.lares.launcher.BundleReport.State;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Turns a bundle into what people are told about it. */
final class Reports {
  private static final int LONGEST_NAME = 200;

  private Reports() {}

  static BundleReport of(String file, Bundle bundle, boolean shipped, String problem) {
    String symbolicName = shorten(bundle.getSymbolicName(), file);
    String name = shorten(bundle.getHeaders("").get(Constants.BUNDLE_NAME), symbolicName);
    String version = shorten(bundle.getVersion().toString(), "");
    return new BundleReport(
        file, symbolicName, name, version, shipped, state(bundle, problem), problem);
  }

  /** The same bundle with a part that does not work, where the report tells nothing worse. */
  static BundleReport withPart(BundleReport report, String problem) {
    if (problem.isEmpty() || !report.problem().isEmpty()) {
      return report;
    }
    return new BundleReport(
        report.fileName(),
        report.symbolicName(),
        report.name(),
        report.version(),
        report.shipped(),
        State.FAILED,
        problem);
  }

  private static State state(Bundle bundle, String problem) {
    if (bundle.getState() == Bundle.ACTIVE) {
      return State.RUNNING;
    }
    return problem.isEmpty() ? State.STOPPED : State.FAILED;
  }

  static String shorten(String text) {
    return shorten(text, "");
  }

  private static String shorten(@Nullable String text, String otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
  }
}
