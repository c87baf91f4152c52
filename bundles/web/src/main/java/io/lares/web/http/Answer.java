package io.lares.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handler answers.
 *
 * @param body null where there is none
 * @param headers besides the usual ones
 * @param afterwards run once the answer is on its way, or null
 * @param <O> the body's type
 */
public record Answer<O>(
    int status, @Nullable O body, Map<String, String> headers, @Nullable Runnable afterwards) {

  public static <O> Answer<O> ok(O body) {
    return of(200, body);
  }

  public static <O> Answer<O> of(int status, O body) {
    return new Answer<>(status, body, Map.of(), null);
  }

  public static Answer<Void> nothing() {
    return new Answer<>(204, null, Map.of(), null);
  }

  public Answer<O> with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer<>(status, body, more, afterwards);
  }

  public Answer<O> then(Runnable action) {
    return new Answer<>(status, body, headers, action);
  }
}
