package dev.rockyjava.internal.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates operators. */
final class Operators {

    /** Maximum length of a string that a template produces. */
    private static final int LONGEST = 1_000_000;

    private Operators() {}

    static Expression of(String operator, Expression left, Expression right) {
        return variables -> apply(operator, left.value(variables), right.value(variables));
    }

    private static @Nullable Object apply(String operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case "~" -> Values.text(left) + Values.text(right);
            case "==" -> Values.equal(left, right);
            case "!=" -> !Values.equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            case "<" -> Values.compare(left, right) < 0;
            case "<=" -> Values.compare(left, right) <= 0;
            case ">" -> Values.compare(left, right) > 0;
            case ">=" -> Values.compare(left, right) >= 0;
            case "+" -> sum(left, right);
            case "*" -> product(left, right);
            default -> arithmetic(operator, left, right);
        };
    }

    static boolean contains(@Nullable Object all, @Nullable Object one) {
        if (all instanceof String text) {
            return text.contains(Values.text(one));
        }
        return Values.elements(all).stream().anyMatch(element -> Values.equal(element, one));
    }

    private static @Nullable Object sum(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String text && right instanceof String more) {
            return text + more;
        }
        if (left instanceof List<?> list && right instanceof List<?> more) {
            List<@Nullable Object> both = new ArrayList<>(list);
            both.addAll(more);
            return both;
        }
        if (left instanceof String || right instanceof String) {
            throw new TemplateException("'+' joins two texts", "use '~' to join a text and something else");
        }
        return arithmetic("+", left, right);
    }

    private static @Nullable Object product(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String text && Values.isNumber(right)) {
            int times = Math.max(0, Values.number(right).intValue());
            if ((long) text.length() * times > LONGEST) {
                throw new TemplateException("the text would have more than " + LONGEST + " characters");
            }
            return text.repeat(times);
        }
        return arithmetic("*", left, right);
    }

    static Number negative(@Nullable Object value) {
        return (Number) arithmetic("-", 0L, value);
    }

    private static Object arithmetic(String operator, @Nullable Object left, @Nullable Object right) {
        Number one = Values.number(left);
        Number other = Values.number(right);
        try {
            boolean whole = one instanceof Long && other instanceof Long;
            if (whole && !operator.equals("/") && !(operator.equals("**") && other.longValue() < 0)) {
                return whole(operator, one.longValue(), other.longValue());
            }
            double a = one.doubleValue();
            double b = other.doubleValue();
            if (b == 0 && List.of("/", "//", "%").contains(operator)) {
                throw new ArithmeticException("division by zero");
            }
            return switch (operator) {
                case "+" -> a + b;
                case "-" -> a - b;
                case "*" -> a * b;
                case "/" -> a / b;
                case "//" -> Math.floor(a / b);
                case "%" -> a - b * Math.floor(a / b);
                default -> Math.pow(a, b);
            };
        } catch (ArithmeticException e) {
            throw new TemplateException(one + " " + operator + " " + other + " can't be computed: " + e.getMessage(), e);
        }
    }

    private static Object whole(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "//" -> Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            default -> {
                long power = 1;
                for (long i = 0; i < b && Math.abs(power) > 0; i++) {
                    power = Math.multiplyExact(power, a);
                    if (a == 1 || a == 0) {
                        break;
                    }
                }
                yield power;
            }
        };
    }
}
