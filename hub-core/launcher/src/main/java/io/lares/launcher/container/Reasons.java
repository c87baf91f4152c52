package io.lares.launcher.container;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleException;

/** Says in plain words why a bundle does not run. */
final class Reasons {
  private static final Pattern MISSING_PACKAGE =
      Pattern.compile("osgi\\.wiring\\.package=([\\w.]+)\\)");
  private static final int LONGEST = 500;

  private Reasons() {}

  static String inPlainWords(Throwable failure) {
    if (failure instanceof BundleException e) {
      String message = String.valueOf(e.getMessage());
      if (e.getType() == BundleException.RESOLVE_ERROR || message.contains("missing requirement")) {
        Matcher missing = MISSING_PACKAGE.matcher(message);
        String last = "";
        while (missing.find()) {
          last = missing.group(1);
        }
        return last.isEmpty()
            ? "something that it needs is missing: " + shorten(message)
            : "it needs the package " + last + ", which no bundle here provides";
      }
      if (e.getType() == BundleException.ACTIVATOR_ERROR && e.getCause() != null) {
        return "it failed while it started: " + describe(e.getCause());
      }
      Throwable cause = e.getCause();
      return shorten(cause == null ? message : message + " (" + describe(cause) + ")");
    }
    return describe(failure);
  }

  private static String describe(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof BundleException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return shorten(message == null ? kind : kind + ": " + message);
  }

  static String shorten(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
