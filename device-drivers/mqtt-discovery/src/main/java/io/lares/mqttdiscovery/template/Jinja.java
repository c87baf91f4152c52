package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The template engine for whatever the fast path does not know: jinjava, with Home Assistant's
 * filters and functions, without its tags that reach files or other templates, and bounded in
 * output, loops and depth. It is handed plain texts, numbers, lists and maps, never an object with
 * methods.
 */
final class Jinja {
  private static final List<String> VARIABLES =
      List.of(
          "value",
          "value_json",
          "this",
          "entity_id",
          "name",
          "position",
          "tilt_position",
          "code",
          "action",
          "tone",
          "duration",
          "volume_level",
          "state",
          "brightness",
          "color_temp",
          "color_temp_kelvin",
          "red",
          "green",
          "blue",
          "white",
          "hue",
          "sat",
          "x",
          "y",
          "effect",
          "transition",
          "position_open",
          "position_closed",
          "tilt_min",
          "tilt_max");

  private final Jinjava engine;

  Jinja() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Jinja.class.getClassLoader());
    try {
      engine = new Jinjava(config());
      JinjaExtras.register(engine.getGlobalContext());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static JinjavaConfig config() {
    return JinjavaConfig.newBuilder()
        .withMaxOutputSize(Template.MAX_OUTPUT)
        .withMaxStringLength(Template.MAX_OUTPUT)
        .withMaxRenderDepth(5)
        .withMaxListSize(2_000)
        .withMaxMapSize(2_000)
        .withRangeLimit(1_000)
        .withMaxNumDeferredTokens(100)
        .withMaxMacroRecursionDepth(10)
        .withNestedInterpretationEnabled(false)
        .withDisabled(
            Map.of(
                Context.Library.TAG,
                Set.of("include", "import", "from", "extends", "block", "do", "call", "cycle"),
                Context.Library.FILTER,
                Set.of("render", "pprint", "escape_jinjava", "unescape_html")))
        .build();
  }

  String render(String source, Scope scope) throws TemplateException {
    Map<String, Object> bindings = new HashMap<>();
    for (String name : VARIABLES) {
      Object value = plain(scope.get(name));
      if (value != null) {
        bindings.put(name, value);
      }
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Jinja.class.getClassLoader());
    try {
      RenderResult result = engine.renderForResult(source, bindings);
      for (TemplateError error : result.getErrors()) {
        // A variable that is not there is nothing in Jinja; all else is an error.
        if (error.getReason() != TemplateError.ErrorReason.UNKNOWN) {
          throw new TemplateException(Text.shorten(String.valueOf(error.getMessage()), 200));
        }
      }
      return result.getOutput().strip();
    } catch (InterpretException e) {
      throw new TemplateException(Text.shorten(String.valueOf(e.getMessage()), 200));
    } catch (RuntimeException | StackOverflowError e) {
      // What a stranger's template may provoke inside the engine is not known; it must not end us.
      throw new TemplateException("the template failed with " + e.getClass().getSimpleName());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Turns JSON into the plain values that templates work on. */
  static @Nullable Object plain(@Nullable Object value) {
    if (!(value instanceof JsonNode node)) {
      return value;
    }
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      default -> null;
    };
  }

  /** Reads a JSON text, for {@code from_json}. */
  static @Nullable Object fromJson(String text) {
    return plain(Json.parseOrNull(text.getBytes(StandardCharsets.UTF_8)));
  }
}
