package dev.rockyjava.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.store.StateStoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class RockyExceptionTest {

    @Test
    void everyExceptionOfThisLibraryIsOne() {
        assertThat(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.rockyjava")
                        .stream()
                        .filter(type -> type.isAssignableTo(RuntimeException.class) && !type.isAssignableTo(RockyException.class))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void whatIsWrongWithANameIsKnownAtEveryLevel() {
        UnknownAssetException cause = new UnknownAssetException(AssetKey.of("dayly"), List.of(AssetKey.of("daily")));
        assertThat(cause.nearest()).containsExactly("daily");
        assertThat(new ConfigException("a.yaml: " + cause.getMessage(), cause).nearest()).containsExactly("daily");
        assertThat(new ConfigException("no name").nearest()).isEmpty();
    }

    @Test
    void theNextStepIsInTheMessageAndApart() {
        StateStoreException e = new StateStoreException(
                StateStoreException.Reason.UNAVAILABLE, "s3://a", "nothing answers", "Try again later", null);
        assertThat(e.hint()).contains("Try again later");
        assertThat(e).hasMessage("s3://a: nothing answers. Try again later");
    }

    @Test
    void theNextStepOfACauseIsKnownAtEveryLevel() {
        EngineTimeoutException cause = new EngineTimeoutException("it took long", "give it more time", true);
        assertThat(new EngineTimeoutException("the time for one asset", cause))
                .hasMessage("the time for one asset, was up: it took long; give it more time")
                .satisfies(Hints.hint("give it more time"));
        assertThat(new ProjectException("no contract: " + cause.getMessage(), cause)).satisfies(Hints.hint("give it more time"));
        assertThat(new EngineCommandException("refused; look", "look", 2, List.of()).afterWork()).satisfies(Hints.hint("look"));
        assertThat(new ConfigException("no step").hint()).isEmpty();
    }

    @Test
    void namesSurviveSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(new ConfigException("wrong", List.of("right")));
        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(((RockyException) read).nearest()).containsExactly("right");
    }
}
