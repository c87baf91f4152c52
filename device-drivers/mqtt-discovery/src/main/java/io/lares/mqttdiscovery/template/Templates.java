package io.lares.mqttdiscovery.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles templates, each text once: ten thousand devices share a few dozen of them. */
public final class Templates {
  private static final int MAX_KEPT = 10_000;

  private final Map<String, Template> compiled = new HashMap<>();
  private @Nullable Jinja jinja;

  /**
   * Compiles a template.
   *
   * @throws TemplateException where it is malformed or too long
   */
  public Template compile(String source) throws TemplateException {
    Template known = compiled.get(source);
    if (known != null) {
      return known;
    }
    if (source.length() > Template.MAX_SOURCE) {
      throw new TemplateException(
          "a template has " + source.length() + " characters, more than " + Template.MAX_SOURCE);
    }
    Template fresh = FastTemplates.compile(source);
    if (fresh == null) {
      fresh = new JinjaTemplate(source, this::jinja);
    }
    if (compiled.size() < MAX_KEPT) {
      compiled.put(source, fresh);
    }
    return fresh;
  }

  /** The engine costs megabytes: it comes to life with the first template that needs it. */
  private Jinja jinja() {
    Jinja engine = jinja;
    if (engine == null) {
      engine = new Jinja();
      jinja = engine;
    }
    return engine;
  }

  /** True where some template has needed the engine. */
  boolean engineLoaded() {
    return jinja != null;
  }
}
