package io.lares.mqttdiscovery.template;

import com.hubspot.jinjava.el.ext.ExtendedScanner;
import jinjava.de.odysseus.el.tree.impl.Scanner;

/** Reads texts as Python does: a backslash before any other character stands for itself. */
final class PythonScanner extends ExtendedScanner {
  PythonScanner(String input) {
    super(input);
  }

  @Override
  protected Scanner.Token nextString() throws Scanner.ScanException {
    String input = getInput();
    int start = getPosition();
    char quote = input.charAt(start);
    StringBuilder text = new StringBuilder();
    for (int i = start + 1; i < input.length(); i++) {
      char c = input.charAt(i);
      if (c == quote) {
        return token(Scanner.Symbol.STRING, text.toString(), i + 1 - start);
      }
      if (c != '\\' || i + 1 == input.length()) {
        text.append(c);
        continue;
      }
      char next = input.charAt(++i);
      switch (next) {
        case '\\', '\'', '"' -> text.append(next);
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        default -> text.append('\\').append(next);
      }
    }
    throw new Scanner.ScanException(start, "unterminated string", String.valueOf(quote));
  }
}
