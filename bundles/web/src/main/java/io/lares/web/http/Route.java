package io.lares.web.http;

import io.lares.web.json.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of the hub: served and described from here.
 *
 * @param query the parameters that the address may have; no other is taken
 * @param pageOnly true where an API token does not do, so that a token cannot make more of itself
 */
record Route(
    Method method,
    PathPattern path,
    Who who,
    boolean pageOnly,
    String summary,
    List<Parameter> query,
    Input input,
    Output output,
    Handler handler) {

  enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  /** What comes in. */
  sealed interface Input {
    record Nothing() implements Input {}

    record Document(Shape<?> shape) implements Input {}

    /** Any bytes of one of these media types; the handler reads them. */
    record Bytes(Set<String> mediaTypes, long limit) implements Input {}
  }

  /** What goes out. */
  sealed interface Output {
    record Nothing() implements Output {}

    /**
     * A document.
     *
     * @param statuses with which it may come
     */
    record Document(Shape<?> shape, List<Integer> statuses) implements Output {}

    /** Server-sent events by name; the handler writes them. */
    record Events(Map<String, Shape<?>> events) implements Output {}

    /** The description of all routes. */
    record Description() implements Output {}
  }

  /** Does it; null where the handler has taken the response over. */
  @FunctionalInterface
  interface Handler {
    @Nullable Answer<?> handle(Call call, @Nullable Object input) throws Exception;
  }
}
