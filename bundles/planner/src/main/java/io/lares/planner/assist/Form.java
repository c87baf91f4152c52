package io.lares.planner.assist;

import io.lares.planner.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to say something, and the wish that it speaks of. A line of a resource: a pattern, and
 * behind an arrow a sentence.
 *
 * @param said its group {@code what} is what is spoken of; without one it leaves that open
 * @param wish a sentence with the same thing in it, at {@code %s}
 */
record Form(Pattern said, String wish) {
  private static final String ARROW = " => ";

  private static Form of(String line) {
    int arrow = line.indexOf(ARROW);
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return new Form(
        Pattern.compile(line.substring(0, arrow), flags), line.substring(arrow + ARROW.length()));
  }

  static List<Form> read(String resource) {
    try (InputStream in = Form.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(ARROW) && !line.startsWith("#"))
          .map(Form::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Matcher matcher(Request request) {
    return said.matcher(request.text().strip());
  }

  boolean open() {
    return !said.namedGroups().containsKey("what");
  }

  /** The wish with what was spoken of, by the same person. */
  Request wish(Matcher matched, Request request) {
    return request.saying(String.format(Locale.ROOT, wish, matched.group("what")));
  }
}
