package dev.rockyjava.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Templates as Jinja's NativeTemplate evaluates them. */
class JinjaTemplateTest {

    private static final Map<String, @Nullable Object> VARIABLES = variables();

    private static final List<String> SAME_AS_JINJA = List.of(
            "plain", "{{ name }}", "a/{{ name }}/{{ n }}", "{{ n }}", "{{ n }}{{ n }}", "{{ none_at_all }}x", "x{{ flag }}", "1.10", "010",
            "0x1F", "1_000", "1e3", "True", "true", "None", "'quoted'", "[1, 'a', None]", "{'a': 1}", "1, 2", " 1", "-5", "a-b", "1/2",
            "{{ name | upper }}", "{{ name|title }}", "{{ 'a-b c(d' | title }}", "{{ \"it's\".title() }}", "{{ name.title() }}",
            "{{ name | replace('_', '-') }}", "{{ name | replace('e', 'E', 1) }}", "{{ name.replace('e', 'E', 1) }}",
            "{{ name.split('_') }}", "{{ name.split('_')[0] }}", "{{ name.split('_', 1) | last }}", "{{ name.rsplit('_', 1) }}",
            "{{ '  a  b '.split() }}", "{{ '  a  b '.split(None, 1) }}", "{{ ''.split() }}", "{{ name.split('_') | join('/') }}",
            "{{ name | first }}", "{{ parts | last }}", "{{ parts[-1] }}", "{{ parts[1:] }}", "{{ name[:3] }}", "{{ name[::-1] }}",
            "{{ name[-3:] }}", "{{ parts | length }}", "{{ '  x ' | trim }}", "{{ '__x_' | trim('_') }}", "{{ '__x_'.lstrip('_') }}",
            "{{ missing | default('d') }}", "{{ '' | default('d') }}", "{{ '' | default('d', true) }}", "{{ none | default('d') }}",
            "{{ missing is defined }}", "{{ name is defined and name }}", "{{ 'a' if n > 2 else 'b' }}", "{{ name if n < 2 else n }}",
            "{{ name ~ '_' ~ n }}", "{{ n + 1 }}", "{{ n / 2 }}", "{{ n // 2 }}", "{{ n % 2 }}", "{{ -n }}", "{{ 2 ** 3 }}", "{{ 7 - 2 * 3 }}",
            "{{ 'e' in name }}", "{{ 'e' not in name }}", "{{ 1 < 2 < 3 }}", "{{ not flag }}", "{{ flag or name }}", "{{ flag and name }}",
            "{{ map.a }}", "{{ map['a'] }}", "{{ map.get('z', 'q') }}", "{{ map.items() | list }}", "{{ map | length }}",
            "{{ {'team': name, 'n': n} }}", "{{ {'a': {'b': 1}} }}", "{{ [name, n] }}", "{{ (1, 2)[0] }}", "{{ ['b', 'A', 'c'] | sort }}",
            "{{ ['b', 'B', 'c'] | unique | list }}", "{{ 'abc' | reverse }}", "{{ '7' | int + 1 }}", "{{ 'x' | int(3) }}", "{{ '1.5' | float }}",
            "{{ 7.8 | int }}", "{{ 2.5 | round }}", "{{ 2.567 | round(2) }}", "{{ -3 | abs }}", "{{ [3, 1, 2] | max }}", "{{ 'a' * 3 }}",
            "{% if n > 2 %}big{% elif n %}small{% else %}none{% endif %}", "{% if flag %}{% if n %}x{% endif %}{% endif %}y",
            "a {{- name -}} b", "a {%- if flag %} x {% endif -%} b", "a{# a comment #}b", "{# only #}", "line\n", "{{ name }}\n", "{{ 'a\\nb' }}",
            "{{ \"dou'ble\" }}", "{{ '}}' }}", "{{ '%}' }}", "{ not } a {template}", "{{ n is even }}", "{{ n is not none }}", "{{ name is string }}",
            "{{ n == 3.0 }}", "{{ 'b' > 'a' }}", "{{ name.startswith('da') }}", "{{ name.removeprefix('daily_') }}", "{{ name.upper()[:2].lower() }}",
            "{{ 'A' 'b' }}", "{{ 1.5 }}", "{{ 1e20 }}", "{{ 0.00001 }}", "{{ 1e16 }}x", "{{ 0.1 + 0.2 }}", "{{ 10 / 5 }}", "{{ [1, 2] + [3] }}",
            "{{ true }}", "{{ True }}x", "{{ none }}", "{{ 'x' if false }}y", "{{ 'capital LETTERS' | capitalize }}", "{{ '7'.zfill(3) }}",
            "{{ name | length > 3 and n in [1, 3] }}", "{{ ('a', 'b') | join }}", "{{ 'a,b'.split(',') | join(' ') | upper }}", "{{ name is in ['x'] }}",
            "{{ 'long text that is cut somewhere' | truncate(12) }}", "{{ 'long text that is cut somewhere' | truncate(12, true, '') }}");

    private static Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("name", "daily_revenue");
        variables.put("n", 3L);
        variables.put("flag", true);
        variables.put("none_at_all", null);
        variables.put("parts", List.of("a", "b", "c"));
        variables.put("map", Map.of("a", "one"));
        return variables;
    }

    private static String shown(String template) {
        try {
            return Values.quoted(JinjaTemplate.parse(template).value(VARIABLES));
        } catch (TemplateException e) {
            return "refused: " + e.getMessage();
        }
    }

    /** Of what Jinja prints as nothing we say that it is missing. */
    private static final List<String> REFUSED = List.of("{{ 'x' if false }}y");

    @Test
    void sameAsJinja(@TempDir Path folder) throws Exception {
        String python = System.getProperty("rocky.peer.python", "");
        assumeFalse(python.isEmpty(), "no Jinja to compare with: run with -Drocky.peer.python=<a Python with dagster-rocky>");
        JsonMapper mapper = new JsonMapper();
        Path asked = folder.resolve("asked.json");
        mapper.writeValue(asked.toFile(), Map.of("templates", SAME_AS_JINJA, "variables", VARIABLES));
        Path answer = folder.resolve("answer.json");
        String program = """
                import json, sys
                from jinja2 import Undefined
                from jinja2.nativetypes import NativeTemplate
                asked = json.load(open(sys.argv[1]))
                def lists(v):
                    return [lists(e) for e in v] if isinstance(v, (list, tuple)) else v
                print(json.dumps([repr(lists(NativeTemplate(t).render(**asked["variables"]))) for t in asked["templates"]]))
                """;
        Process process = new ProcessBuilder(python, "-c", program, asked.toString())
                .redirectOutput(answer.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("errors.txt"))).isZero();
        List<String> theirs = mapper.readTree(answer.toFile()).valueStream().map(JsonNode::asString).toList();

        List<String> different = new ArrayList<>();
        for (int i = 0; i < SAME_AS_JINJA.size(); i++) {
            String template = SAME_AS_JINJA.get(i);
            if (!REFUSED.contains(template) && !shown(template).equals(theirs.get(i))) {
                different.add(template + ": " + shown(template) + ", Jinja " + theirs.get(i));
            }
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {{ nam }}                     | 'nam' is not known here; did you mean name?
            a{{ missing }}                | 'missing' is not known here; there are
            {{ name ¦ uper }}             | there is no filter 'uper'; did you mean upper?
            {{ name ¦ split('_') }}       | there is no filter 'split'
            {{ name is strng }}           | there is no test 'strng'; did you mean string?
            {{ name.__class__ }}          | the text has no '__class__'
            {{ map.b }}                   | there is no 'b'
            {{ name( }}                   | isn't closed
            {{ name                       | isn't closed by }}
            {{ }}                         | unexpected end
            {{ name + 1 }}                | use '~'
            {{ 1 // 0 }}                  | can't be computed: / by zero
            {{ 9 ** 99 }}                 | can't be computed
            {{ 'x' * 9999999 }}           | more than 1000000 characters
            {% for x in parts %}{% endfor %} | the statement 'for x in parts' is not known
            {% if n %}x                   | an 'if' has no 'endif'
            {{ name() }}                  | can't be called
            {{ name @ 2 }}                | unexpected '@'
            {{ n.9223372036854775808 }}   | 9223372036854775808 is too large
            {{ n[9223372036854775808] }}  | 9223372036854775808 is too large
            """)
    void whatCannotBeDoneIsSaid(String template, String message) {
        assertThatThrownBy(() -> JinjaTemplate.parse(template.replace('¦', '|')).value(VARIABLES))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("'" + template.replace('¦', '|') + "': ")
                .hasMessageContaining(message);
    }

    @Test
    void nestingIsLimited() {
        assertThatThrownBy(() -> JinjaTemplate.parse("{{ " + "(".repeat(400) + "1" + ")".repeat(400) + " }}"))
                .hasMessageContaining("nested too deeply");
        assertThat(JinjaTemplate.parse("{{ " + "- ".repeat(900) + "1 }}").value(VARIABLES)).isEqualTo(1L);
        assertThat(JinjaTemplate.parse("{{ 1" + " + 1".repeat(400) + " }}").value(VARIABLES)).isEqualTo(401L);
        assertThatThrownBy(() -> JinjaTemplate.parse("{{ 1" + " + 1".repeat(900) + " }}")).hasMessageContaining("too long");
        assertThatThrownBy(() -> JinjaTemplate.parse("{% if 1 %}".repeat(2000))).hasMessageContaining("more than 1000 templates");
        String longText = "'it' ".repeat(100_000);
        assertThat(JinjaTemplate.parse(longText).value(VARIABLES)).isEqualTo(longText);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {{ env.A }}                    | value
            {{ env.A ~ '/' ~ table }}      | {{ 'value' ~ '/' ~ table }}
            {{ table }}-{{ env.A }}        | {{ table }}-value
            {{ env.NO or table }}          | {{ none or table }}
            {{- env('A', 'b') -}}          | {{- 'value' -}}
            {% if env.A %}x{% endif %}     | {% if 'value' %}x{% endif %}
            {{ spec.env.A }}               | {{ spec.env.A }}
            {{ env.A.upper() }}            | {{ 'value'.upper() }}
            {{ env.Q }}                    | {{ '{{ x }}' }}
            """)
    void aVariableIsPutInAheadOfTheOthers(String template, String bound) {
        Attributes variables = name -> switch (name) {
            case "A" -> "value";
            case "Q" -> "{{ x }}";
            default -> new Undefined(name + " is not set", null, true, List.of());
        };
        class Both implements Attributes, Callable {
            @Override
            public @Nullable Object attribute(String name) {
                return variables.attribute(name);
            }

            @Override
            public @Nullable Object call(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
                return variables.attribute(Values.text(positional.get(0)));
            }
        }

        assertThat(JinjaTemplate.bind(template, "env", new Both())).isEqualTo(bound);
        assertThatThrownBy(() -> JinjaTemplate.bind("{{ env.B }}", "env", new Both())).hasMessageContaining("B is not set");
    }
}
