package io.lares.habits.next;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files of sessions: one a line, integers between tabs, five to an action: day of the week
 * 0-6, three-hour bucket 0-7, device, control within the device, device-control id. Empty lines are
 * passed over.
 */
final class SessionFile {
  private static final int FIELDS = 5;
  private static final int MOST_ACTIONS = 5_000_000;
  private static final int LONGEST_LINE = 1 << 20;

  private SessionFile() {}

  /** A line that is no session; the message names file and line and what is expected. */
  static final class Mistake extends IOException {
    Mistake(String message) {
      super(message);
    }
  }

  /**
   * Reads a whole file.
   *
   * @param catalog numbers the ids; new ones are added
   * @throws IOException when there is no such file or a line is no session
   */
  static List<Session> read(Path file, Catalog catalog) throws IOException {
    List<Session> sessions = new ArrayList<>();
    int actions = 0;
    int number = 0;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      StringBuilder line = new StringBuilder();
      while (next(reader, line)) {
        number++;
        String where = file + ", line " + number + ": ";
        if (line.length() > LONGEST_LINE) {
          throw new Mistake(where + "longer than " + LONGEST_LINE + " characters");
        }
        if (line.toString().isBlank()) {
          continue;
        }
        Session session = session(line.toString(), where, catalog);
        actions += session.length();
        if (actions > MOST_ACTIONS) {
          throw new Mistake(where + "a file may hold " + MOST_ACTIONS + " actions");
        }
        sessions.add(session);
      }
    } catch (NoSuchFileException e) {
      throw new Mistake("there is no file " + file);
    } catch (CharacterCodingException e) {
      throw new Mistake(file + " is no text in UTF-8: a session is a line of integers");
    }
    return sessions;
  }

  /** The next line, or what of it is enough to see that it is too long; false at the end. */
  private static boolean next(BufferedReader reader, StringBuilder line) throws IOException {
    line.setLength(0);
    int c = reader.read();
    if (c < 0) {
      return false;
    }
    while (c >= 0 && c != '\n' && line.length() <= LONGEST_LINE) {
      line.append((char) c);
      c = reader.read();
    }
    return true;
  }

  private static Session session(String line, String where, Catalog catalog) throws Mistake {
    String[] fields = line.strip().split("\t", -1);
    if (fields.length % FIELDS != 0) {
      throw new Mistake(
          where
              + fields.length
              + " integers; an action has five: day, bucket, device, control, device-control id,"
              + " with tabs between");
    }
    int[] items = new int[fields.length / FIELDS];
    int[] slots = new int[items.length];
    for (int i = 0; i < items.length; i++) {
      int at = i * FIELDS;
      long day = number(fields, at, where);
      long bucket = number(fields, at + 1, where);
      if (day < 0 || day >= Session.DAYS || bucket < 0 || bucket >= Session.BUCKETS) {
        throw new Mistake(
            where
                + "action "
                + (i + 1)
                + " is on day "
                + day
                + ", bucket "
                + bucket
                + "; days are 0 to 6 and three-hour buckets 0 to 7");
      }
      long device = number(fields, at + 2, where);
      // What a control is called within its device says nothing that the id does not.
      number(fields, at + 3, where);
      items[i] = catalog.item(number(fields, at + 4, where), device);
      slots[i] = Session.slot((int) day, (int) bucket);
    }
    return new Session(items, slots);
  }

  private static long number(String[] fields, int at, String where) throws Mistake {
    try {
      return Long.parseLong(fields[at].strip());
    } catch (NumberFormatException e) {
      String field = fields[at].length() > 40 ? fields[at].substring(0, 40) + "..." : fields[at];
      throw new Mistake(where + "field " + (at + 1) + " is '" + field + "', not an integer");
    }
  }
}
