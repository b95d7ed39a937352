package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Completes the words of selections. The shell reads them from a file as long as that is newer than what it was made
 * from, so that pressing Tab starts no program.
 */
final class AssetCompletion {

    /** The file, relative to the project. Its first line is the path of the snapshot. */
    static final String INDEX = ".rocky-java/completion";

    private static final Set<String> LABELS = Set.of("SELECTION", "ASSET");

    /** What needs no quotes. Words of ASCII are judged without it, as thousands of matches take long in a new process. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}\\p{M}_./-][\\p{L}\\p{N}\\p{M}_./@%-]*");

    /** Words are compared by awk, since compgen would expand what is in them. */
    private static final String SCRIPT = """

            # Prints the words of the project's selections. Its arguments are the options that name the project.
            function _words_of_@name@() {
              local folder="." index snapshot
              [[ "$1" == "--project" ]] && folder="$2"
              index="$folder/@index@"
              if [[ "$*" != *--snapshot* && -f "$index" ]] && IFS= read -r snapshot < "$index" && [[ -f "$snapshot"
                  && ! "$snapshot" -nt "$index" && ! "$folder/defs.yaml" -nt "$index" && ! "$folder/rocky.toml" -nt "$index" ]]; then
                tail -n +2 "$index"
              else
                "${COMP_WORDS[0]}" "$@" completion --words < /dev/null 2> /dev/null
              fi
            }

            # Completes commands and options and, where a selection is expected, its words.
            function _assets_of_@name@() {
              _complete_@name@ "$@"
              local commands=" @commands@ " options=" @options@ "
              local line="${COMP_LINE:0:$COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
              local part i next match found=""
              local -a places replies
              places=()
              replies=()
              for (( i = 1; i < COMP_CWORD; i++ )); do
                next="${COMP_WORDS[i+1]}"
                [[ "$next" == "=" ]] && next="${COMP_WORDS[i+2]}"
                next="${next/#\\~\\//$HOME/}"
                case "${COMP_WORDS[i]}" in
                  -p|--project) places=(--project "$next" "${places[@]}") ;;
                  -s|--snapshot) places+=(--snapshot "$next") ;;
                  *) [[ "$commands" == *" ${COMP_WORDS[i]} "* ]] && found=1 ;;
                esac
              done
              [[ "$before" == "=" ]] && before="${COMP_WORDS[COMP_CWORD-2]}"
              if [[ -z "$found" || "$word" == -* || "$options" == *" $before "* ]]; then
                return 0
              fi
              # The shell may have split the word at : and =, and a selection consists of several.
              part="${line##*[[:space:](+\\"\\']}"
              [[ "$word" == [\\"\\']* ]] && word="${word:1}"
              [[ "$word" == [:=] ]] && word=""
              while IFS= read -r match; do
                if (( ${#word} >= ${#part} )); then
                  replies+=("${word:0:${#word}-${#part}}$match")
                else
                  replies+=("${match:${#part}-${#word}}")
                fi
              done < <(_words_of_@name@ "${places[@]}" | PART="$part" awk 'index($0, ENVIRON["PART"]) == 1')
              (( ${#replies[@]} > 0 )) && COMPREPLY=("${replies[@]}")
            }

            complete -F _assets_of_@name@ -o default @name@ @name@.sh @name@.bash
            """;

    private AssetCompletion() {}

    /** Returns functions to be appended to picocli's script. */
    static String script(String name, CommandSpec root) {
        List<CommandSpec> selecting = root.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> command.positionalParameters().stream()
                        .map(PositionalParamSpec::paramLabel)
                        .anyMatch(LABELS::contains))
                .toList();
        String options = selecting.stream()
                .flatMap(command -> command.options().stream())
                .filter(option -> option.arity().max() > 0)
                .flatMap(option -> Stream.of(option.names()))
                .distinct()
                .collect(Collectors.joining(" "));
        return SCRIPT.replace("@commands@", selecting.stream().map(CommandSpec::name).collect(Collectors.joining(" ")))
                .replace("@options@", options)
                .replace("@index@", INDEX)
                .replace("@name@", name);
    }

    /** Returns the words: those of {@link SelectionHelp}, keys, unambiguous names, groups, kinds and tags. Those that need quotes are left out. */
    static SortedSet<String> words(Definitions definitions) {
        SortedSet<String> words = new TreeSet<>();
        new SelectionHelp.Words().forEach(words::add);
        Map<String, Long> names = definitions.keys().stream()
                .collect(Collectors.groupingBy(AssetCompletion::name, Collectors.counting()));
        for (AssetSpec spec : definitions.specs()) {
            words.add(spec.key().toString());
            words.add("group:" + spec.group());
            words.add("kind:" + spec.kind().word());
            spec.tags().forEach((tag, value) -> words.add("tag:" + tag + "=" + value));
        }
        names.forEach((name, count) -> {
            if (count == 1) {
                words.add(name);
            }
        });
        words.removeIf(Predicate.not(AssetCompletion::isPlain));
        return words;
    }

    private static boolean isPlain(String word) {
        int begin = word.indexOf(':') + 1;
        int equals = word.indexOf('=', begin);
        return equals < 0
                ? isPlain(word, begin, word.length())
                : isPlain(word, begin, equals) && isPlain(word, equals + 1, word.length());
    }

    /** Returns whether a part of a word needs no quotes, neither in a selection nor in a shell. */
    private static boolean isPlain(String word, int begin, int end) {
        for (int i = begin; i < end; i++) {
            char c = word.charAt(i);
            if (c > '~') {
                return PLAIN.matcher(word.substring(begin, end)).matches();
            }
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_./-".indexOf(c) >= 0
                    || i > begin && "@%".indexOf(c) >= 0)) {
                return false;
            }
        }
        return end > begin;
    }

    private static String name(AssetKey key) {
        return key.path().get(key.path().size() - 1);
    }
}
