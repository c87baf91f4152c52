package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;

/**
 * A template reckons with something that the message does not have. The message then shows nothing;
 * that is no fault of the template, since devices send other things on the same topic.
 */
public final class Undefined extends InterpretException {
  private static final long serialVersionUID = 1L;

  public Undefined() {
    super("something is undefined");
  }
}
