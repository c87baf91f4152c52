package io.lares.mqttdiscovery.template;

import java.util.function.Supplier;

/** A template that needs the engine; parsed by it when first rendered. */
final class JinjaTemplate implements Template {
  private final String source;
  private final Supplier<Jinja> engine;

  JinjaTemplate(String source, Supplier<Jinja> engine) {
    this.source = source;
    this.engine = engine;
  }

  @Override
  public String render(Scope scope) throws TemplateException {
    return engine.get().render(source, scope);
  }
}
