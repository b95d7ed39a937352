package dev.rockyjava.junit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The extension of JUnit that {@link RockyTest} registers: it gives a sandbox to each test that asks for one, and removes it
 * after the test.
 */
public final class RockyExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(RockyExtension.class);

    /** Creates the extension; called by JUnit. */
    public RockyExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RockySandbox.class && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        RockySandbox existing = store.get(RockySandbox.class, RockySandbox.class);
        if (existing != null) {
            return existing;
        }
        Class<?> testClass = context.getRequiredTestClass();
        RockyTest test = annotation(context);
        TestEngine engine = test.engine().chosen(context.getConfigurationParameter(TestEngine.PARAMETER));
        RockySandbox sandbox = new RockySandbox(project(test, testClass, context), engine, testClass);
        store.put(RockySandbox.class, sandbox);
        return sandbox;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        RockySandbox sandbox = context.getStore(NAMESPACE).remove(RockySandbox.class, RockySandbox.class);
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** Returns the annotation of the class, or of the one that it is nested in. */
    private static RockyTest annotation(ExtensionContext context) {
        for (@Nullable Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            Optional<RockyTest> test = AnnotationSupport.findAnnotation(type, RockyTest.class);
            if (test.isPresent()) {
                return test.get();
            }
        }
        throw new SandboxException(context.getRequiredTestClass().getName() + " has no @RockyTest");
    }

    /** A snapshot is read once for all classes that test the same project. */
    private static TestedProject project(RockyTest test, Class<?> testClass, ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        String key = test.definitions().getName() + "\n" + test.project() + "\n"
                + testClass.getProtectionDomain().getCodeSource();
        synchronized (RockyExtension.class) {
            TestedProject existing = store.get(key, TestedProject.class);
            if (existing == null) {
                existing = TestedProject.of(test.project(), test.definitions(), testClass);
                store.put(key, existing);
            }
            return existing;
        }
    }
}
