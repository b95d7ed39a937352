package dev.rockyjava.processor.names;

import com.palantir.javapoet.ClassName;
import javax.lang.model.element.TypeElement;

/**
 * What is generated for an annotated type.
 *
 * @param component the simple name as Javadoc in the same package links to it: {@code Outer.Warehouse}
 * @param assets the class of constants: {@code Outer_WarehouseAssets}
 * @param definitions the class of definitions
 */
public record GeneratedTypes(String component, ClassName assets, ClassName definitions) {

    /** Returns the names for an annotated type, which isn't local. */
    public static GeneratedTypes of(TypeElement element) {
        ClassName type = ClassName.get(element);
        String name = String.join("_", type.simpleNames());
        return new GeneratedTypes(
                String.join(".", type.simpleNames()),
                ClassName.get(type.packageName(), name + "Assets"),
                ClassName.get(type.packageName(), name + "Definitions"));
    }

    /** Returns the simple name of the resource beside the definitions. */
    public String resource() {
        return definitions.simpleName() + ".rocky";
    }

    /** Returns the simple name of the resource with the configuration. */
    public String configuration() {
        return definitions.simpleName() + ".properties";
    }
}
