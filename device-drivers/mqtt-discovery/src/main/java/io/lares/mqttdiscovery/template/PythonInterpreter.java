package io.lares.mqttdiscovery.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import io.lares.mqttdiscovery.template.python.Py;
import io.lares.mqttdiscovery.template.python.Steps;
import org.jspecify.annotations.Nullable;

/** One rendering: writes values as Python does, ends at the first error, and counts its steps. */
final class PythonInterpreter extends JinjavaInterpreter implements Steps.Counter {
  private long steps;

  /** Makes these interpreters for the engine. */
  static final class Factory implements InterpreterFactory {
    @Override
    public JinjavaInterpreter newInstance(JinjavaInterpreter other) {
      return new PythonInterpreter(other);
    }

    @Override
    public JinjavaInterpreter newInstance(Jinjava engine, Context context, JinjavaConfig config) {
      return new PythonInterpreter(engine, context, config);
    }
  }

  PythonInterpreter(Jinjava engine, Context context, JinjavaConfig config) {
    super(engine, context, config);
  }

  PythonInterpreter(JinjavaInterpreter other) {
    super(other);
    steps = other instanceof PythonInterpreter ours ? ours.steps : 0;
  }

  @Override
  public String getAsString(@Nullable Object value) {
    return Py.str(value);
  }

  @Override
  public void addError(TemplateError error) {
    // Unknown is what is not there, and that is no error in Jinja.
    if (error.getReason() != TemplateError.ErrorReason.UNKNOWN) {
      throw new InterpretException(
          String.valueOf(error.getMessage()),
          error.getException(),
          error.getLineno(),
          error.getStartPosition());
    }
  }

  @Override
  public void count(long more) {
    steps += more;
    if (steps > Steps.MAX) {
      throw new InterpretException("the template takes too long");
    }
  }
}
