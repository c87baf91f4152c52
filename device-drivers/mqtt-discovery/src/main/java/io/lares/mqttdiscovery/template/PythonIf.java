package io.lares.mqttdiscovery.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.IfTag;
import com.hubspot.jinjava.tree.TagNode;
import io.lares.mqttdiscovery.template.python.Py;

/** {@code if}, true where Python holds it to be. */
final class PythonIf extends IfTag {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isPositiveIfElseNode(TagNode tag, JinjavaInterpreter interpreter) {
    return Py.truth(
        interpreter.resolveELExpression(
            tag.getHelpers(), tag.getLineNumber(), tag.getStartPosition()));
  }
}
