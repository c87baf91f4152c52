package io.lares.mqttdiscovery.template;

import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.ElseTag;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.util.ForLoop;
import io.lares.mqttdiscovery.template.python.Py;
import io.lares.mqttdiscovery.template.python.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code for a, b in items if condition … else … endfor}. */
final class PythonFor extends ForTag {
  private static final long serialVersionUID = 1L;

  private static final Pattern HEAD =
      Pattern.compile(
          "\\(?\\s*(\\w+(?:\\s*,\\s*\\w+)*)\\s*,?\\s*\\)?\\s+in\\s+(.*)", Pattern.DOTALL);

  @Override
  public String interpretUnchecked(TagNode tag, JinjavaInterpreter interpreter) {
    Matcher head = HEAD.matcher(tag.getHelpers().strip());
    if (!head.matches()) {
      throw new InterpretException("a for needs a variable and an in");
    }
    List<String> names = List.of(head.group(1).split("\\s*,\\s*"));
    String source = head.group(2);
    int cut = condition(source);
    String condition = cut < 0 ? "" : source.substring(cut + 3).strip();
    Object collection =
        interpreter.resolveELExpression(
            cut < 0 ? source : source.substring(0, cut), tag.getLineNumber());
    List<@Nullable Object> items = Py.iterate(collection);
    StringBuilder out = new StringBuilder();
    interpreter.enterScope();
    try {
      items = condition.isEmpty() ? items : chosen(items, names, condition, tag, interpreter);
      if (items.isEmpty()) {
        render(tag, true, interpreter, out, null);
        return out.toString();
      }
      ForLoop loop = new ForLoop(items.iterator(), items.size());
      interpreter.getContext().put(LOOP, loop);
      while (loop.hasNext()) {
        Steps.take(1);
        set(names, loop.next(), interpreter);
        render(tag, false, interpreter, out, loop);
      }
    } finally {
      interpreter.leaveScope();
    }
    return out.toString();
  }

  private static List<@Nullable Object> chosen(
      List<@Nullable Object> items,
      List<String> names,
      String condition,
      TagNode tag,
      JinjavaInterpreter interpreter) {
    List<@Nullable Object> chosen = new ArrayList<>();
    for (Object item : items) {
      set(names, item, interpreter);
      if (Py.truth(interpreter.resolveELExpression(condition, tag.getLineNumber()))) {
        chosen.add(item);
      }
    }
    return chosen;
  }

  private static void set(
      List<String> names, @Nullable Object item, JinjavaInterpreter interpreter) {
    if (names.size() == 1) {
      interpreter.getContext().put(names.getFirst(), item);
      return;
    }
    List<@Nullable Object> parts = Py.iterate(item);
    if (parts.size() != names.size()) {
      throw new InterpretException("a for has more variables than an item has parts, or fewer");
    }
    for (int i = 0; i < names.size(); i++) {
      interpreter.getContext().put(names.get(i), parts.get(i));
    }
  }

  /** Renders the body, or what stands behind its else. */
  private static void render(
      TagNode tag,
      boolean wanted,
      JinjavaInterpreter interpreter,
      StringBuilder out,
      @Nullable ForLoop loop) {
    boolean behind = false;
    for (Node child : tag.getChildren()) {
      if (child instanceof TagNode inner && inner.getName().equals(ElseTag.TAG_NAME)) {
        behind = true;
      } else if (behind == wanted) {
        out.append(child.render(interpreter));
        if (out.length() > Template.MAX_OUTPUT) {
          throw new InterpretException("the template's output is too long");
        }
        if (loop != null && loop.isContinued()) {
          return;
        }
      }
    }
  }

  /** Where the loop's own condition begins, outside of texts and brackets; -1 for none. */
  private static int condition(String source) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i + 3 < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (depth == 0
          && Character.isWhitespace(c)
          && source.startsWith("if", i + 1)
          && Character.isWhitespace(source.charAt(i + 3))) {
        return i;
      }
    }
    return -1;
  }
}
