package io.lares.mqttdiscovery.template;

import static jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;

import com.hubspot.jinjava.el.ext.AstDict;
import com.hubspot.jinjava.el.ext.AstTuple;
import com.hubspot.jinjava.el.ext.CollectionMembershipOperator;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import com.hubspot.jinjava.el.ext.PowerOfOperator;
import com.hubspot.jinjava.el.ext.StringConcatOperator;
import com.hubspot.jinjava.el.ext.TruncDivOperator;
import io.lares.mqttdiscovery.template.python.Filters;
import io.lares.mqttdiscovery.template.python.Functions;
import io.lares.mqttdiscovery.template.python.Lookup;
import io.lares.mqttdiscovery.template.python.Methods;
import io.lares.mqttdiscovery.template.python.None;
import io.lares.mqttdiscovery.template.python.Operators;
import io.lares.mqttdiscovery.template.python.Py;
import io.lares.mqttdiscovery.template.python.Tests;
import io.lares.mqttdiscovery.template.python.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinjava.de.odysseus.el.tree.Bindings;
import jinjava.de.odysseus.el.tree.impl.Builder;
import jinjava.de.odysseus.el.tree.impl.Parser;
import jinjava.de.odysseus.el.tree.impl.Scanner;
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary;
import jinjava.de.odysseus.el.tree.impl.ast.AstChoice;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters;
import jinjava.de.odysseus.el.tree.impl.ast.AstUnary;
import jinjava.javax.el.ELContext;
import org.jspecify.annotations.Nullable;

/**
 * jinjava's grammar with Python's meaning: operators, members, filters and tests are those of
 * Python, and {@code not} binds as Python's does.
 */
final class PythonParser extends ExtendedParser {
  private static final Set<Symbol> TEST_ARGUMENT =
      Set.of(
          Symbol.IDENTIFIER,
          Symbol.STRING,
          Symbol.INTEGER,
          Symbol.FLOAT,
          Symbol.LBRACK,
          Symbol.TRUE,
          Symbol.FALSE,
          Symbol.NULL);

  private static final Set<String> NO_ARGUMENT = Set.of("else", "if", "and", "or", "is", "not");

  /** Makes parsers of expressions. */
  static final class Syntax extends Builder {
    private static final long serialVersionUID = 1L;

    Syntax() {
      super(Feature.METHOD_INVOCATIONS);
    }

    @Override
    protected Parser createParser(String expression) {
      return new PythonParser(this, expression);
    }
  }

  private PythonParser(Builder context, String input) {
    super(context, input);
    binary(StringConcatOperator.TOKEN, ExtensionPoint.ADD, Operators::concat);
    binary(TruncDivOperator.TOKEN, ExtensionPoint.MUL, Operators::floorDivide);
  }

  private interface Binary {
    @Nullable Object of(@Nullable Object a, @Nullable Object b);
  }

  private void binary(Scanner.ExtensionToken token, ExtensionPoint point, Binary operator) {
    putExtensionHandler(
        token,
        new ExtensionHandler(point) {
          @Override
          public AstNode createAstNode(AstNode... children) {
            return node(
                token.getImage(),
                List.of(children[0], children[1]),
                p -> operator.of(p.get(0), p.get(1)));
          }
        });
  }

  private static PythonNode node(String name, List<AstNode> parts, PythonNode.Meaning meaning) {
    return new PythonNode(name, parts, meaning);
  }

  @Override
  protected Scanner createScanner(String expression) {
    return new PythonScanner(expression);
  }

  // From the loosest to the tightest.

  @Override
  protected @Nullable AstNode and(boolean required) throws Scanner.ScanException, ParseException {
    AstNode left = not(required);
    while (left != null && getToken().getSymbol() == Symbol.AND) {
      consumeToken();
      left =
          node(
              "and",
              List.of(left, not(true)),
              p -> {
                Object first = p.get(0);
                return Py.truth(first) ? p.get(1) : first;
              });
    }
    return left;
  }

  private @Nullable AstNode not(boolean required) throws Scanner.ScanException, ParseException {
    if (getToken().getSymbol() != Symbol.NOT) {
      return eq(required);
    }
    consumeToken();
    return node("not", List.of(not(true)), p -> !Py.truth(p.get(0)));
  }

  @Override
  protected @Nullable AstNode eq(boolean required) throws Scanner.ScanException, ParseException {
    AstNode left = add(required);
    if (left == null || comparison() == null) {
      return left;
    }
    List<AstNode> operands = new ArrayList<>(List.of(left));
    List<Comparison> comparisons = new ArrayList<>();
    for (Comparison next = comparison(); next != null; next = comparison()) {
      consumeToken();
      if (next == Comparison.NOT_IN) {
        consumeToken();
      }
      comparisons.add(next);
      operands.add(add(true));
    }
    return node("compare", operands, p -> Comparison.hold(comparisons, p));
  }

  /** The comparison that comes next, or null where none does. */
  private @Nullable Comparison comparison() throws Scanner.ScanException, ParseException {
    return switch (getToken().getSymbol()) {
      case LT -> Comparison.LESS;
      case LE -> Comparison.LESS_OR_EQUAL;
      case GT -> Comparison.GREATER;
      case GE -> Comparison.GREATER_OR_EQUAL;
      case EQ -> Comparison.EQUAL;
      case NE -> Comparison.NOT_EQUAL;
      case NOT -> lookahead(0) == CollectionMembershipOperator.TOKEN ? Comparison.NOT_IN : null;
      default -> getToken() == CollectionMembershipOperator.TOKEN ? Comparison.IN : null;
    };
  }

  @Override
  protected @Nullable AstNode filter(boolean required)
      throws Scanner.ScanException, ParseException {
    AstNode left = unary(required);
    while (left != null) {
      String image = getToken().getImage();
      if (image.equals("|") && lookahead(0).getSymbol() == Symbol.IDENTIFIER) {
        left = parseFiltersAsNestedMethods(left);
      } else if (image.equals("is")) {
        left = test(left);
      } else if (getToken() == PowerOfOperator.TOKEN) {
        consumeToken();
        left = node("**", List.of(left, filter(true)), p -> Operators.power(p.get(0), p.get(1)));
      } else {
        return left;
      }
    }
    return left;
  }

  @Override
  protected AstNode parseFiltersAsNestedMethods(AstNode left)
      throws Scanner.ScanException, ParseException {
    consumeToken();
    String name = consumeToken(Symbol.IDENTIFIER).getImage();
    List<AstNode> parts = new ArrayList<>(List.of(left));
    if (getToken().getSymbol() == Symbol.LPAREN) {
      parts.addAll(children(params()));
    }
    return node("|" + name, parts, p -> Filters.call(name, p.get(0), p.arguments(1)));
  }

  private AstNode test(AstNode left) throws Scanner.ScanException, ParseException {
    consumeToken();
    boolean negated = getToken().getSymbol() == Symbol.NOT;
    if (negated) {
      consumeToken();
    }
    String name = consumeToken().getImage();
    List<AstNode> parts = new ArrayList<>(List.of(left));
    if (getToken().getSymbol() == Symbol.LPAREN) {
      parts.addAll(children(params()));
    } else if (TEST_ARGUMENT.contains(getToken().getSymbol())
        && !NO_ARGUMENT.contains(getToken().getImage())) {
      parts.add(value());
    }
    return node("is " + name, parts, p -> Tests.call(name, p.get(0), p.arguments(1)) != negated);
  }

  @Override
  protected @Nullable AstNode value() throws Scanner.ScanException, ParseException {
    AstNode base = nonliteral();
    if (base == null) {
      base = literal();
    }
    while (base != null) {
      if (getToken().getSymbol() == Symbol.DOT) {
        consumeToken();
        base = member(base);
      } else if (getToken().getSymbol() == Symbol.LBRACK) {
        consumeToken();
        base = bracket(base);
      } else {
        return base;
      }
    }
    return base;
  }

  private AstNode member(AstNode base) throws Scanner.ScanException, ParseException {
    String name = consumeToken().getImage();
    if (getToken().getSymbol() != Symbol.LPAREN) {
      return node("." + name, List.of(base), p -> Lookup.attribute(p.get(0), name));
    }
    List<AstNode> parts = new ArrayList<>(List.of(base));
    parts.addAll(children(params()));
    return node("." + name, parts, p -> Methods.call(p.get(0), name, p.arguments(1)));
  }

  private AstNode bracket(AstNode base) throws Scanner.ScanException, ParseException {
    AstNode from = expr(false);
    if (getToken().getSymbol() == Symbol.COLON) {
      consumeToken();
      AstNode to = expr(false);
      AstNode step = null;
      if (getToken().getSymbol() == Symbol.COLON) {
        consumeToken();
        step = expr(false);
      }
      consumeToken(Symbol.RBRACK);
      AstNode nothing = constant(None.NONE);
      return node(
          "[:]",
          List.of(
              base,
              from == null ? nothing : from,
              to == null ? nothing : to,
              step == null ? nothing : step),
          p -> Lookup.slice(p.get(0), p.get(1), p.get(2), p.get(3)));
    }
    consumeToken(Symbol.RBRACK);
    if (from == null) {
      fail(Symbol.IDENTIFIER);
      return base;
    }
    return node("[]", List.of(base, from), p -> Lookup.item(p.get(0), p.get(1)));
  }

  @Override
  protected @Nullable AstNode nonliteral() throws Scanner.ScanException, ParseException {
    if (getToken().getSymbol() != Symbol.IDENTIFIER) {
      return super.nonliteral();
    }
    String name = getToken().getImage();
    if (name.equals("none") || name.equals("None")) {
      consumeToken();
      return constant(None.NONE);
    }
    if (name.equals("dict") && lookahead(0).getSymbol() == Symbol.DOT) {
      consumeToken();
      return constant(Functions.DICT);
    }
    if (lookahead(0).getSymbol() == Symbol.LPAREN && Functions.knows(name)) {
      consumeToken();
      return node(name, children(params()), p -> Functions.call(name, p.arguments(0)));
    }
    return super.nonliteral();
  }

  @Override
  protected Number parseInteger(String digits) {
    BigInteger number = new BigInteger(digits);
    return number.bitLength() < 64 ? (Number) number.longValue() : number;
  }

  @Override
  protected @Nullable AstNode literal() throws Scanner.ScanException, ParseException {
    if (getToken().getSymbol() == Symbol.NULL) {
      consumeToken();
      return constant(None.NONE);
    }
    if (getToken().getSymbol() == Symbol.LBRACK) {
      return list(params(Symbol.LBRACK, Symbol.RBRACK));
    }
    return super.literal();
  }

  private static PythonNode constant(Object value) {
    return node(value.toString(), List.of(), p -> value);
  }

  private static PythonNode list(AstParameters items) {
    return node("list", children(items), p -> p.arguments(0).placed());
  }

  @Override
  protected AstParameters params(Symbol left, Symbol right)
      throws Scanner.ScanException, ParseException {
    consumeToken(left);
    List<AstNode> items = new ArrayList<>();
    AstNode item = expr(false);
    while (item != null) {
      items.add(item);
      if (getToken().getSymbol() != Symbol.COMMA) {
        break;
      }
      consumeToken();
      item = expr(false);
    }
    consumeToken(right);
    return createAstParameters(items);
  }

  private static List<AstNode> children(AstParameters parameters) {
    List<AstNode> children = new ArrayList<>();
    for (int i = 0; i < parameters.getCardinality(); i++) {
      children.add(parameters.getChild(i));
    }
    return children;
  }

  // What the grammar makes of what it reads.

  @Override
  protected AstBinary createAstBinary(AstNode left, AstNode right, AstBinary.Operator operator) {
    return new AstBinary(left, right, new PythonOperator(operator));
  }

  @Override
  protected AstUnary createAstUnary(AstNode child, AstUnary.Operator operator) {
    return new AstUnary(
        child,
        (bindings, context, node) -> {
          Object value = node.eval(bindings, context);
          return operator == AstUnary.NEG ? Operators.negate(value) : (Object) !Py.truth(value);
        });
  }

  @Override
  protected AstChoice createAstChoice(AstNode question, AstNode yes, AstNode no) {
    AstNode truth = node("truth", List.of(question), p -> Py.truth(p.get(0)));
    return super.createAstChoice(truth, yes, no);
  }

  @Override
  protected AstTuple createAstTuple(AstParameters parameters) {
    List<AstNode> items = children(parameters);
    return new AstTuple(parameters) {
      @Override
      public Object eval(Bindings bindings, ELContext context) {
        return new Tuple(new PythonNode.Parts(items, bindings, context).arguments(0).placed());
      }
    };
  }

  @Override
  protected AstDict createAstDict(Map<AstNode, AstNode> entries) {
    return new AstDict(entries) {
      @Override
      public Object eval(Bindings bindings, ELContext context) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        entries.forEach(
            (key, value) -> map.put(key.eval(bindings, context), value.eval(bindings, context)));
        return map;
      }
    };
  }
}
