package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.TruthyTypeConverter;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import io.lares.mqttdiscovery.template.python.JsonText;
import io.lares.mqttdiscovery.template.python.Undefined;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.de.odysseus.el.tree.TreeStore;
import jinjava.de.odysseus.el.tree.impl.Cache;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.ExpressionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The template engine for whatever the fast path does not know: jinjava, with the meaning that
 * Python gives to expressions and with Home Assistant's filters and functions, without its tags
 * that reach files or other templates, and bounded in output, steps and depth. It sees texts,
 * numbers, lists and maps, and no method of any Java object.
 */
final class Jinja {
  private static final int KEPT_EXPRESSIONS = 2000;

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
          "cold_white",
          "warm_white",
          "hue",
          "sat",
          "x",
          "y",
          "effect",
          "flash",
          "transition",
          "position_open",
          "position_closed",
          "tilt_min",
          "tilt_max");

  private final Jinjava engine;

  Jinja() {
    engine = inItsClassLoader(() -> new PythonEngine(config()));
    engine.registerTag(new PythonIf());
    engine.registerTag(new PythonFor());
  }

  /** jinjava with our parser of expressions. */
  private static final class PythonEngine extends Jinjava {
    private final ExpressionFactory expressions =
        new ExpressionFactoryImpl(
            new TreeStore(new PythonParser.Syntax(), new Cache(KEPT_EXPRESSIONS)),
            new TruthyTypeConverter());

    PythonEngine(JinjavaConfig config) {
      super(config);
    }

    @Override
    public ExpressionFactory getExpressionFactory() {
      return expressions;
    }
  }

  private static JinjavaConfig config() {
    return JinjavaConfig.newBuilder()
        .withMaxOutputSize(Template.MAX_OUTPUT)
        .withMaxStringLength(Template.MAX_OUTPUT)
        .withMaxRenderDepth(5)
        .withMaxNumDeferredTokens(100)
        .withMaxMacroRecursionDepth(10)
        .withNestedInterpretationEnabled(false)
        .withInterperterFactory(new PythonInterpreter.Factory())
        .withElResolver(new NoJavaObjects())
        .withLegacyOverrides(
            LegacyOverrides.Builder.from(LegacyOverrides.NONE)
                .withUseNaturalOperatorPrecedence(true)
                .withParseWhitespaceControlStrictly(true)
                .build())
        .withDisabled(
            Map.of(
                Context.Library.TAG,
                Set.of("include", "import", "from", "extends", "block", "do", "call", "cycle")))
        .build();
  }

  /** Whatever our own nodes do not answer has no members and no methods. */
  private static final class NoJavaObjects extends ELResolver {
    @Override
    public @Nullable Object getValue(
        jinjava.javax.el.ELContext context, @Nullable Object base, @Nullable Object property) {
      context.setPropertyResolved(true);
      return null;
    }

    @Override
    public @Nullable Class<?> getType(
        jinjava.javax.el.ELContext context, @Nullable Object base, @Nullable Object property) {
      return null;
    }

    @Override
    public void setValue(
        jinjava.javax.el.ELContext context,
        @Nullable Object base,
        @Nullable Object property,
        @Nullable Object value) {}

    @Override
    public boolean isReadOnly(
        jinjava.javax.el.ELContext context, @Nullable Object base, @Nullable Object property) {
      return true;
    }

    @Override
    public java.util.@Nullable Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(
        jinjava.javax.el.ELContext context, @Nullable Object base) {
      return null;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(
        jinjava.javax.el.ELContext context, @Nullable Object base) {
      return null;
    }
  }

  String render(String source, Scope scope) throws TemplateException {
    Map<String, Object> bindings = new HashMap<>();
    for (String name : VARIABLES) {
      Object value = plain(scope.get(name));
      if (value != null) {
        bindings.put(name, value);
      }
    }
    RenderResult result;
    try {
      result = inItsClassLoader(() -> engine.renderForResult(source, bindings));
    } catch (RuntimeException | StackOverflowError e) {
      // What a stranger's template may provoke inside the engine is not known; it must not end us.
      throw new TemplateException("the template failed with " + e.getClass().getSimpleName());
    }
    for (TemplateError error : result.getErrors()) {
      if (undefined(error.getException())) {
        return "";
      }
      throw new TemplateException(message(error));
    }
    return result.getOutput().strip();
  }

  private static boolean undefined(@Nullable Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof Undefined) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The innermost reason, which is the one in plain words. */
  private static String message(TemplateError error) {
    Throwable cause = error.getException();
    String message = error.getMessage();
    for (int depth = 0; cause != null && depth < 10; depth++) {
      message = cause.getMessage() == null ? message : cause.getMessage();
      cause = cause.getCause();
    }
    return Text.shorten(String.valueOf(message), 200);
  }

  /** Runs a task with the bundle's class loader, by which the engine looks for its own parts. */
  private static <T> T inItsClassLoader(java.util.function.Supplier<T> task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Jinja.class.getClassLoader());
    try {
      return task.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Turns JSON and numbers into the plain values that templates work on. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case JsonNode node -> node.isMissingNode() ? null : JsonText.values(node);
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case null, default -> value;
    };
  }
}
