package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRepositoryTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/shop.git, https://github.com/acme/shop",
        "https://robot:token@github.com/acme/shop, https://github.com/acme/shop",
        "git@github.com:acme/shop.git, https://github.com/acme/shop",
        "ssh://git@gitlab.acme.example:2222/data/shop.git, https://gitlab.acme.example/data/shop",
        "/srv/git/shop.git,",
        "file:///srv/git/shop.git,"
    })
    void theUrlIsThatOfAPageWithoutUserAndPassword(String origin, String page) {
        String config = "[core]\n\tbare = false\n[remote \"other\"]\n\turl = https://x/y\n[remote \"origin\"]\n\turl = " + origin
                + "\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch \"main\"]\n\tremote = origin\n";
        assertThat(SourceRepository.url(config).orElse(null)).isEqualTo(page);
    }

    @Test
    void aFileHasThePageOfItsCommit() throws IOException {
        write(".git/HEAD", "ref: refs/heads/a/b\n");
        write(".git/refs/heads/a/b", COMMIT + "\n");
        write(".git/config", "[remote \"origin\"]\n\turl = git@github.com:acme/shop.git\n");
        SourceRepository repository = SourceRepository.of(folder.resolve("rocky/models")).orElseThrow();
        assertThat(repository.branch()).contains("a/b");
        String path = repository.path(folder.resolve("rocky/models/my orders#1.sql")).orElseThrow();
        assertThat(path).isEqualTo("rocky/models/my orders#1.sql");
        assertThat(repository.page(path)).hasToString(
                "https://github.com/acme/shop/blob/" + COMMIT + "/rocky/models/my%20orders%231.sql");
        assertThat(repository.path(Path.of("elsewhere.sql"))).isEmpty();
    }

    @Test
    void aDetachedHeadHasNoBranchAndASecondWorktreeHasTheConfigurationOfTheFirst() throws IOException {
        write("first/.git/config", "[remote \"origin\"]\nurl = https://gitlab.com/acme/shop.git\n");
        write("first/.git/worktrees/second/HEAD", COMMIT + "\n");
        write("first/.git/worktrees/second/commondir", "../..\n");
        write("second/.git", "gitdir: " + folder.resolve("first/.git/worktrees/second") + "\n");
        SourceRepository repository = SourceRepository.of(folder.resolve("second")).orElseThrow();
        assertThat(repository.branch()).isEmpty();
        assertThat(repository.page("a.sql")).hasToString("https://gitlab.com/acme/shop/-/blob/" + COMMIT + "/a.sql");
    }

    @Test
    void withoutARemoteOrACommitThereIsNone() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/config", "[core]\n");
        assertThat(SourceRepository.of(folder)).isEmpty();
        write(".git/packed-refs", "");
        write(".git/config", "[remote \"origin\"]\n\turl = git@github.com:acme/shop.git\n");
        assertThat(SourceRepository.of(folder)).isEmpty();
    }
}
