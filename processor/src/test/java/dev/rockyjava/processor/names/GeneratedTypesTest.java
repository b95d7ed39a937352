package dev.rockyjava.processor.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import org.junit.jupiter.api.Test;

class GeneratedTypesTest {

    @Test
    void theResourcesHaveTheNameOfTheDefinitions() {
        GeneratedTypes types = new GeneratedTypes(
                "Outer.Warehouse",
                ClassName.get("shop", "Outer_WarehouseAssets"),
                ClassName.get("shop", "Outer_WarehouseDefinitions"));
        assertThat(types.resource()).isEqualTo("Outer_WarehouseDefinitions.rocky");
        assertThat(types.configuration()).isEqualTo("Outer_WarehouseDefinitions.properties");
    }
}
