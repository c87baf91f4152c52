package io.lares.mqttdiscovery.template;

/** A compiled template. Immutable; used by one thread at a time. */
@FunctionalInterface
public interface Template {
  /** Longest template, in characters. */
  int MAX_SOURCE = 16_384;

  /** Longest text that a template may render, in characters. */
  int MAX_OUTPUT = 65_536;

  /** What there is where there is no template: the message as it is. */
  Template VALUE = scope -> Values.text(scope.get("value"));

  /**
   * Renders the template, without leading and trailing blanks.
   *
   * @throws TemplateException where that fails or exceeds a bound
   */
  String render(Scope scope) throws TemplateException;
}
