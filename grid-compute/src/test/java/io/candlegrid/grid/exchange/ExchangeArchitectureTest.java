package io.candlegrid.grid.exchange;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.candlegrid.grid.exchange",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ExchangeArchitectureTest {

    @ArchTest
    static final ArchRule exchangesKnowNoHazelcastAndNoGrid =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.hazelcast..", "io.candlegrid.grid.jobs..");

    @ArchTest
    static final ArchRule adaptersDoNotKnowTheSimulator =
            noClasses()
                    .that()
                    .resideInAPackage("io.candlegrid.grid.exchange")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.candlegrid.grid.exchange.simulator..", "org.eclipse.jetty..");
}
