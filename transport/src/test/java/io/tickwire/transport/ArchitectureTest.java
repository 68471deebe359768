package io.tickwire.transport;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tickwire.engine.pipeline.MarketRules;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Who may import whom.
 */
class ArchitectureTest
{
    private static final String ENGINE = "io.tickwire.engine";
    private static final String TRANSPORT = "io.tickwire.transport";
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(TRANSPORT);

    @Test
    void shouldSeeOnlyWhatTheEngineShows()
    {
        check(noClasses().that().resideInAPackage(TRANSPORT + "..").should().dependOnClassesThat(
            resideInAPackage(ENGINE + "..").and(not(resideInAnyPackage(
                ENGINE,
                ENGINE + ".schema..",
                ENGINE + ".ring..",
                ENGINE + ".feed..",
                ENGINE + ".fanout..",
                ENGINE + ".metrics..").or(belongToAnyOf(MarketRules.class))))));
    }

    @Test
    void shouldKnowNothingOfBenchAndTools()
    {
        check(noClasses().that().resideInAPackage(TRANSPORT + "..").should().dependOnClassesThat(
            resideInAPackage("io.tickwire..").and(not(resideInAnyPackage(ENGINE + "..", TRANSPORT + "..")))));
    }

    @Test
    void shouldPinOnlyInTheRoot()
    {
        check(noClasses().that().resideOutsideOfPackage(TRANSPORT).should().dependOnClassesThat()
            .resideInAnyPackage("net.openhft..", "com.sun.jna.."));
    }

    @Test
    void shouldLogThroughSlf4j()
    {
        check(noClasses().that().resideOutsideOfPackage(TRANSPORT + ".log").should().dependOnClassesThat()
            .resideInAnyPackage("java.util.logging.."));
    }

    @Test
    void shouldHaveNoCycles()
    {
        check(slices().matching(TRANSPORT + ".(*)..").should().beFreeOfCycles());
    }

    private static void check(final ArchRule rule)
    {
        rule.check(CLASSES);
    }
}
