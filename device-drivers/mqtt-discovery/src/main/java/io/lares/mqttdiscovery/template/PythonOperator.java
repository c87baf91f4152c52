package io.lares.mqttdiscovery.template;

import com.hubspot.jinjava.el.ext.AdditionOperator;
import com.hubspot.jinjava.el.ext.OrOperator;
import io.lares.mqttdiscovery.template.python.Operators;
import io.lares.mqttdiscovery.template.python.Py;
import jinjava.de.odysseus.el.tree.Bindings;
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.javax.el.ELContext;
import org.jspecify.annotations.Nullable;

/** Python's meaning for an operator that jinjava's grammar has found. */
record PythonOperator(AstBinary.Operator found) implements AstBinary.Operator {
  @Override
  public @Nullable Object eval(Bindings bindings, ELContext context, AstNode left, AstNode right) {
    Object a = left.eval(bindings, context);
    if (found == OrOperator.OP && Py.truth(a)) {
      return a;
    }
    Object b = right.eval(bindings, context);
    if (found == OrOperator.OP) {
      return b;
    } else if (found == AdditionOperator.OP) {
      return Operators.add(a, b);
    } else if (found == AstBinary.SUB) {
      return Operators.subtract(a, b);
    } else if (found == AstBinary.MUL) {
      return Operators.multiply(a, b);
    } else if (found == AstBinary.DIV) {
      return Operators.divide(a, b);
    }
    return Operators.modulo(a, b);
  }

  @Override
  public String toString() {
    return found.toString();
  }
}
