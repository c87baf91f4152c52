package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.TruthyTypeConverter;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.tree.Node;
import io.lares.mqttdiscovery.template.python.JsonText;
import io.lares.mqttdiscovery.template.python.Undefined;
import java.beans.FeatureDescriptor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.de.odysseus.el.tree.TreeStore;
import jinjava.de.odysseus.el.tree.impl.Cache;
import jinjava.javax.el.ELContext;
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
        ELContext context, @Nullable Object base, @Nullable Object property) {
      context.setPropertyResolved(true);
      return null;
    }

    @Override
    public @Nullable Class<?> getType(
        ELContext context, @Nullable Object base, @Nullable Object property) {
      return null;
    }

    @Override
    public void setValue(
        ELContext context,
        @Nullable Object base,
        @Nullable Object property,
        @Nullable Object value) {}

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
      return true;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(
        ELContext context, @Nullable Object base) {
      return null;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
      return null;
    }
  }

  /**
   * Reads a template; what it gives can be rendered again and again.
   *
   * @throws TemplateException where it is malformed
   */
  Node parse(String source) throws TemplateException {
    return guarded(() -> interpreter(Map.of()).parse(source));
  }

  /**
   * Renders a template, without leading and trailing blanks.
   *
   * @throws TemplateException where that fails or exceeds a bound
   */
  String render(Node template, Scope scope) throws TemplateException {
    Map<String, Object> bindings = new HashMap<>();
    for (String name : VARIABLES) {
      Object value = plain(scope.get(name));
      if (value != null) {
        bindings.put(name, value);
      }
    }
    try {
      return guarded(() -> interpreter(bindings).render(template)).strip();
    } catch (Missing e) {
      return "";
    } finally {
      // What a rendering has looked up is noted there, and would pile up.
      engine.getGlobalContext().reset();
    }
  }

  private PythonInterpreter interpreter(Map<String, Object> bindings) {
    JinjavaConfig config = engine.getGlobalConfig();
    Context context = new Context(engine.getGlobalContext(), bindings, config.getDisabled());
    return new PythonInterpreter(engine, context, config);
  }

  /** A template has met something undefined. */
  private static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Missing() {
      super(null, null, false, false);
    }
  }

  private static <T> T guarded(Supplier<T> task) throws TemplateException {
    try {
      return inItsClassLoader(task);
    } catch (InterpretException e) {
      if (undefined(e)) {
        throw new Missing();
      }
      throw new TemplateException(message(e));
    } catch (RuntimeException | StackOverflowError e) {
      // What a stranger's template may provoke inside the engine is not known; it must not end us.
      throw new TemplateException("the template failed with " + e.getClass().getSimpleName());
    }
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
  private static String message(Throwable error) {
    Throwable cause = error;
    String message = null;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      message = cause.getMessage() == null ? message : cause.getMessage();
      cause = cause.getCause();
    }
    return Text.shorten(String.valueOf(message), 200);
  }

  /** Runs a task with the bundle's class loader, by which the engine looks for its own parts. */
  private static <T> T inItsClassLoader(Supplier<T> task) {
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
