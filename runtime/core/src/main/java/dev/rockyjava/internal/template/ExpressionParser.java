package dev.rockyjava.internal.template;

import dev.rockyjava.internal.name.Nearest;
import dev.rockyjava.internal.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses an expression by Jinja's grammar: the operators that bind less tightly come first. */
final class ExpressionParser {

    /** Deeper nesting would overflow the stack. */
    private static final int DEEPEST = 100;

    private static final Set<String> PYTHON_CONSTANTS = Set.of("True", "False", "None");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final List<Token> words;
    /** Whether it must be a value in Python's notation, without names and operators. */
    private final boolean literal;
    private final Set<String> names = new TreeSet<>();
    private int at;
    private int depth;

    private ExpressionParser(List<Token> words, boolean literal) {
        this.words = words;
        this.literal = literal;
    }

    /**
     * Parses an expression.
     *
     * @param names receives the names of the variables in it
     * @throws TemplateException if it isn't a valid expression
     */
    static Expression parse(String text, Set<String> names) {
        ExpressionParser parser = new ExpressionParser(Lexer.words(text), false);
        Expression expression = parser.whole();
        names.addAll(parser.names);
        return expression;
    }

    /**
     * Returns the value of a text in Python's notation: a number, a quoted string, None, a list, …; any other text is
     * returned unchanged.
     */
    static @Nullable Object literal(String text) {
        try {
            boolean indented = !text.isEmpty() && Character.isWhitespace(text.charAt(0));
            return indented ? text : new ExpressionParser(Lexer.words(text), true).whole().value(Map.of());
        } catch (TemplateException | NumberFormatException e) {
            return text;
        }
    }

    private Expression whole() {
        Expression expression = tuple();
        if (word().kind() != Kind.END) {
            throw unexpected();
        }
        return expression;
    }

    private Token word() {
        return words.get(at);
    }

    private boolean skip(String operator) {
        boolean is = word().is(operator);
        at += is ? 1 : 0;
        return is;
    }

    private boolean skipName(String name) {
        boolean is = !literal && word().isName(name);
        at += is ? 1 : 0;
        return is;
    }

    private void expect(String operator) {
        if (!skip(operator)) {
            throw unexpected();
        }
    }

    private TemplateException unexpected() {
        return new TemplateException("unexpected " + (word().kind() == Kind.END ? "end" : "'" + word().text() + "'"));
    }

    /** Parses one expression, or several separated by commas, which are a list. */
    private Expression tuple() {
        Expression first = condition();
        if (!word().is(",")) {
            return first;
        }
        List<Expression> all = new ArrayList<>(List.of(first));
        while (skip(",") && word().kind() != Kind.END && !word().is(")")) {
            all.add(condition());
        }
        return list(all);
    }

    private static Expression list(List<Expression> elements) {
        return variables -> {
            List<@Nullable Object> values = new ArrayList<>();
            elements.forEach(element -> values.add(element.value(variables)));
            return values;
        };
    }

    private Expression condition() {
        if (++depth > DEEPEST) {
            throw new TemplateException("the expression is nested too deeply");
        }
        Expression value = literal ? sign() : or();
        while (skipName("if")) {
            Expression yes = value;
            Expression test = or();
            Expression no = skipName("else") ? condition() : variables -> new Undefined("the 'if' has no 'else'", "add one");
            value = variables -> (Values.truth(test.value(variables)) ? yes : no).value(variables);
        }
        depth--;
        return value;
    }

    private Expression or() {
        return shortCircuit("or", this::and, true);
    }

    private Expression and() {
        return shortCircuit("and", this::not, false);
    }

    private Expression shortCircuit(String operator, Supplier<Expression> operand, boolean decisive) {
        Expression left = operand.get();
        while (skipName(operator)) {
            Expression first = left;
            Expression second = operand.get();
            left = variables -> {
                Object value = first.value(variables);
                return Values.truth(value) == decisive ? value : second.value(variables);
            };
        }
        return left;
    }

    private Expression not() {
        int nots = 0;
        while (skipName("not")) {
            nots++;
        }
        Expression value = comparison();
        boolean as = nots % 2 == 0;
        return nots == 0 ? value : variables -> Values.truth(value.value(variables)) == as;
    }

    // As in Python, a < b < c means a < b and b < c.
    private Expression comparison() {
        Expression left = sum();
        @Nullable Expression all = null;
        while (true) {
            String operator = word().text();
            if (word().kind() == Kind.OPERATOR && COMPARISONS.contains(operator)) {
                at++;
            } else if (skipName("in")) {
                operator = "in";
            } else if (word().isName("not") && words.get(at + 1).isName("in")) {
                at += 2;
                operator = "not in";
            } else {
                return all == null ? left : all;
            }
            Expression right = sum();
            Expression one = Operators.of(operator, left, right);
            Expression before = all;
            all = before == null ? one : variables -> Values.truth(before.value(variables)) && Values.truth(one.value(variables));
            left = right;
        }
    }

    private Expression sum() {
        return binary(this::concatenation, "+", "-");
    }

    private Expression concatenation() {
        return binary(this::product, "~");
    }

    private Expression product() {
        return binary(this::power, "*", "/", "//", "%");
    }

    private Expression power() {
        return binary(() -> filtered(sign()), "**");
    }

    private Expression binary(Supplier<Expression> operand, String... operators) {
        Expression left = operand.get();
        while (Stream.of(operators).anyMatch(word()::is)) {
            String operator = words.get(at++).text();
            left = Operators.of(operator, left, operand.get());
        }
        return left;
    }

    private Expression sign() {
        int signs = 0;
        boolean negative = false;
        while (word().is("-") || word().is("+")) {
            negative ^= words.get(at++).is("-");
            signs++;
        }
        Expression value = postfix(primary());
        boolean minus = negative;
        return signs == 0 ? value : variables -> {
            Number number = Values.number(value.value(variables));
            return minus ? Operators.negative(number) : number;
        };
    }

    private Expression filtered(Expression subject) {
        Expression value = subject;
        while (true) {
            if (skip("|")) {
                Expression before = value;
                String name = name();
                Filters.Filter filter = Filters.named(name);
                Arguments arguments = word().is("(") ? arguments() : Arguments.NONE;
                value = variables -> filter.apply(before.value(variables), arguments.in(name, variables));
            } else if (skipName("is")) {
                Expression before = value;
                boolean not = skipName("not");
                String name = name();
                Tests.Test test = Tests.named(name);
                Arguments arguments = word().is("(") ? arguments() : test.takesOne() ? Arguments.of(sign()) : Arguments.NONE;
                value = variables -> test.holds(before.value(variables), arguments.in(name, variables)) != not;
            } else {
                return value;
            }
        }
    }

    private String name() {
        if (word().kind() != Kind.NAME) {
            throw unexpected();
        }
        return words.get(at++).text();
    }

    private Expression primary() {
        Token word = words.get(at++);
        return switch (word.kind()) {
            case NAME -> named(word.text());
            case TEXT -> {
                // Adjacent string literals are one, as in Python.
                StringBuilder text = new StringBuilder(word.text());
                while (word().kind() == Kind.TEXT) {
                    text.append(words.get(at++).text());
                }
                String whole = text.toString();
                yield variables -> whole;
            }
            case INTEGER -> constant(integer(word.text()));
            case FLOAT -> constant(Double.valueOf(word.text().replace("_", "")));
            case OPERATOR -> switch (word.text()) {
                case "(" -> parentheses();
                case "[" -> list(elements("]"));
                case "{" -> mapping();
                default -> {
                    at--;
                    throw unexpected();
                }
            };
            case END -> {
                at--;
                throw unexpected();
            }
        };
    }

    private static Expression constant(Object value) {
        return variables -> value;
    }

    private Long integer(String digits) {
        try {
            String plain = digits.replace("_", "");
            if (plain.length() > 1 && plain.charAt(0) == '0' && Character.isLetter(plain.charAt(1))) {
                int base = switch (Character.toLowerCase(plain.charAt(1))) {
                    case 'x' -> 16;
                    case 'o' -> 8;
                    default -> 2;
                };
                return Long.valueOf(plain.substring(2), base);
            }
            if (literal && plain.length() > 1 && plain.startsWith("0") && !plain.matches("0+")) {
                throw new TemplateException("Python has no number with a leading zero");
            }
            return Long.valueOf(plain);
        } catch (NumberFormatException e) {
            throw new TemplateException(digits + " is too large", e);
        }
    }

    private Expression named(String name) {
        if (literal && !PYTHON_CONSTANTS.contains(name)) {
            throw unexpected();
        }
        return switch (name) {
            case "True" -> constant(true);
            case "False" -> constant(false);
            case "None" -> variables -> null;
            case "true" -> constant(true);
            case "false" -> constant(false);
            case "none" -> variables -> null;
            default -> {
                names.add(name);
                yield variables -> variables.containsKey(name) ? variables.get(name) : unknown(name, variables);
            }
        };
    }

    private static Undefined unknown(String name, Map<String, ? extends @Nullable Object> variables) {
        List<String> known = variables.entrySet().stream()
                .filter(variable -> !(variable.getValue() instanceof Undefined))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        Nearest near = Nearest.of(name, known);
        return new Undefined("'" + name + "' is not known here" + near.text(), null, false, near.names());
    }

    private Expression parentheses() {
        if (skip(")")) {
            return list(List.of());
        }
        Expression value = tuple();
        expect(")");
        return value;
    }

    private List<Expression> elements(String end) {
        List<Expression> elements = new ArrayList<>();
        separated(end, () -> elements.add(condition()));
        return elements;
    }

    private void separated(String end, Runnable element) {
        while (!skip(end)) {
            element.run();
            if (!word().is(end)) {
                expect(",");
            }
        }
    }

    private Expression mapping() {
        Map<Expression, Expression> members = new LinkedHashMap<>();
        separated("}", () -> {
            Expression key = condition();
            expect(":");
            members.put(key, condition());
        });
        return variables -> {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            members.forEach((key, value) -> map.put(key.value(variables), value.value(variables)));
            return map;
        };
    }

    private Expression postfix(Expression subject) {
        Expression value = subject;
        while (!literal) {
            Expression before = value;
            if (skip(".")) {
                Token word = words.get(at++);
                if (word.kind() != Kind.NAME && word.kind() != Kind.INTEGER) {
                    at--;
                    throw unexpected();
                }
                if (word.kind() == Kind.NAME) {
                    value = variables -> Members.attribute(before.value(variables), word.text());
                } else {
                    Long index = integer(word.text());
                    value = variables -> Members.item(before.value(variables), index);
                }
            } else if (skip("[")) {
                value = item(before);
            } else if (word().is("(")) {
                Arguments arguments = arguments();
                value = variables -> {
                    Object function = before.value(variables);
                    if (!(function instanceof Callable callable)) {
                        throw new TemplateException(Values.kind(function) + " can't be called");
                    }
                    return arguments.in("the function", variables).callOf(callable);
                };
            } else {
                return value;
            }
        }
        return value;
    }

    private Expression item(Expression of) {
        Expression start = word().is(":") ? variables -> null : condition();
        if (skip("]")) {
            return variables -> Members.item(of.value(variables), start.value(variables));
        }
        expect(":");
        Expression end = word().is("]") || word().is(":") ? variables -> null : condition();
        Expression step = skip(":") && !word().is("]") ? condition() : variables -> null;
        expect("]");
        return variables ->
                Members.slice(of.value(variables), start.value(variables), end.value(variables), step.value(variables));
    }

    private Arguments arguments() {
        expect("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        separated(")", () -> {
            if (word().kind() == Kind.NAME && words.get(at + 1).is("=")) {
                String name = name();
                expect("=");
                named.put(name, condition());
            } else {
                positional.add(condition());
            }
        });
        return new Arguments(positional, named);
    }
}
