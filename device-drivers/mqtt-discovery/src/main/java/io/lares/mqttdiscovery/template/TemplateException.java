package io.lares.mqttdiscovery.template;

/** A template is malformed or could not be rendered; the message says why in words for people. */
public final class TemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  public TemplateException(String message) {
    super(message, null, false, false);
  }
}
