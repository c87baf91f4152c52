package io.lares.launcher.container;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the command line and the environment ask for.
 *
 * @param data absolute
 * @param port 0 to 65535; 0 lets the system choose a free one
 * @param rehearsal start, get ready and leave again; used to record which classes a start needs
 * @param command empty for the hub itself, otherwise the name of a command and its arguments
 */
record Options(Path data, int port, boolean rehearsal, List<String> command) {
  static final int DEFAULT_PORT = 8420;

  /** Says what is wrong with a command line, for the person who typed it. */
  static final class Mistake extends Exception {
    Mistake(String message) {
      super(message);
    }
  }

  static Options parse(List<String> arguments, Map<String, String> environment) throws Mistake {
    String data = environment.getOrDefault("LARES_DATA", "data");
    String port = environment.getOrDefault("LARES_PORT", String.valueOf(DEFAULT_PORT));
    boolean rehearsal = false;
    List<String> rest = new ArrayList<>(arguments);
    while (!rest.isEmpty() && rest.getFirst().startsWith("--")) {
      String option = rest.removeFirst();
      switch (option) {
        case "--data" -> data = value(option, rest);
        case "--port" -> port = value(option, rest);
        case "--rehearsal" -> rehearsal = true;
        default ->
            throw new Mistake(
                "there is no option " + option + "; there are --data FOLDER and --port NUMBER");
      }
    }
    return new Options(folder(data), port(port), rehearsal, List.copyOf(rest));
  }

  private static String value(String option, List<String> rest) throws Mistake {
    if (rest.isEmpty()) {
      throw new Mistake(option + " wants a value after it");
    }
    return rest.removeFirst();
  }

  private static Path folder(String text) throws Mistake {
    try {
      if (!text.isBlank()) {
        return Path.of(text).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw new Mistake("'" + text + "' can't be a folder");
  }

  private static int port(String text) throws Mistake {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new Mistake("'" + text + "' is no port: give a number from 0 (any free one) to 65535");
  }
}
