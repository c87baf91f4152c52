package io.lares.mqttdiscovery.template;

import com.hubspot.jinjava.el.ext.NamedParameter;
import io.lares.mqttdiscovery.template.python.Args;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinjava.de.odysseus.el.tree.Bindings;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstRightValue;
import jinjava.javax.el.ELContext;
import org.jspecify.annotations.Nullable;

/** A part of an expression, evaluated as Python would. */
final class PythonNode extends AstRightValue {
  /** Evaluates the part, given what its own parts are worth. */
  @FunctionalInterface
  interface Meaning {
    @Nullable Object of(Parts parts);
  }

  /** The parts of a node, each evaluated when asked for. */
  record Parts(List<AstNode> nodes, Bindings bindings, ELContext context) {
    @Nullable Object get(int index) {
      return nodes.get(index).eval(bindings, context);
    }

    int size() {
      return nodes.size();
    }

    /** All from this part on, as the arguments of a call. */
    Args arguments(int from) {
      List<@Nullable Object> placed = new ArrayList<>();
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      for (int i = from; i < size(); i++) {
        Object value = get(i);
        if (value instanceof NamedParameter parameter) {
          named.put(parameter.getName(), parameter.getValue());
        } else {
          placed.add(value);
        }
      }
      return new Args(placed, named);
    }
  }

  private final String name;
  private final List<AstNode> parts;
  private final Meaning meaning;

  PythonNode(String name, List<AstNode> parts, Meaning meaning) {
    this.name = name;
    this.parts = parts;
    this.meaning = meaning;
  }

  @Override
  public @Nullable Object eval(Bindings bindings, ELContext context) {
    return meaning.of(new Parts(parts, bindings, context));
  }

  @Override
  public void appendStructure(StringBuilder builder, Bindings bindings) {
    builder.append(name).append('(');
    for (AstNode part : parts) {
      part.appendStructure(builder, bindings);
      builder.append(' ');
    }
    builder.append(')');
  }

  @Override
  public int getCardinality() {
    return parts.size();
  }

  @Override
  public AstNode getChild(int index) {
    return parts.get(index);
  }

  @Override
  public String toString() {
    return name;
  }
}
