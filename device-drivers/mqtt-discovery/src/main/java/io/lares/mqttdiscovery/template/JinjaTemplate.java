package io.lares.mqttdiscovery.template;

import com.hubspot.jinjava.tree.Node;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A template that needs the engine; parsed by it when first rendered. */
final class JinjaTemplate implements Template {
  private final String source;
  private final Supplier<Jinja> engine;
  private @Nullable Node parsed;

  JinjaTemplate(String source, Supplier<Jinja> engine) {
    this.source = source;
    this.engine = engine;
  }

  @Override
  public String render(Scope scope) throws TemplateException {
    Jinja jinja = engine.get();
    Node template = parsed;
    if (template == null) {
      template = jinja.parse(source);
      parsed = template;
    }
    return jinja.render(template, scope);
  }
}
