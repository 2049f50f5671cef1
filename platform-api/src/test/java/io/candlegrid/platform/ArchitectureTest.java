package io.candlegrid.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(
        packages = "io.candlegrid",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ArchitectureTest.DoNotIncludeTestJars.class
        })
class ArchitectureTest {

    /** Packaged, the tests of other modules are jars, which ArchUnit's own option doesn't know. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule domainIsPlainJava =
            classes()
                    .that()
                    .resideInAPackage("io.candlegrid.domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.candlegrid.domain..",
                            "java.lang..",
                            "java.io..",
                            "java.math..",
                            "java.nio..",
                            "java.security..",
                            "java.text..",
                            "java.time..",
                            "java.util..",
                            "org.jspecify..",
                            "tools.jackson..");

    @ArchTest
    static final ArchRule fastpathSeesDomainAndTheMachine =
            noClasses()
                    .that()
                    .resideInAPackage("io.candlegrid.fastpath..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.candlegrid.db..",
                            "io.candlegrid.grid..",
                            "io.candlegrid.batch..",
                            "io.candlegrid.platform..",
                            "org.springframework..",
                            "java.sql..");

    @ArchTest
    static final ArchRule vectorsStayInOnePackage =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.candlegrid.fastpath.simd..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule dbSeesDomainOnly =
            noClasses()
                    .that()
                    .resideInAPackage("io.candlegrid.db..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.candlegrid.fastpath..",
                            "io.candlegrid.grid..",
                            "io.candlegrid.batch..",
                            "io.candlegrid.platform..",
                            "com.hazelcast..",
                            "org.springframework.batch..",
                            "org.springframework.boot..");

    @ArchTest
    static final ArchRule theGridKnowsNoBatchNoSpringNoSql =
            noClasses()
                    .that()
                    .resideInAPackage("io.candlegrid.grid..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.candlegrid.fastpath..",
                            "io.candlegrid.db..",
                            "io.candlegrid.batch..",
                            "io.candlegrid.platform..",
                            "org.springframework..",
                            "java.sql..",
                            "javax.sql..");

    @ArchTest
    static final ArchRule jobsDoNotKnowTheApplication =
            noClasses()
                    .that()
                    .resideInAPackage("io.candlegrid.batch..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.candlegrid.platform..",
                            "io.candlegrid.db.server..",
                            "org.springframework.boot..",
                            "org.springframework.web..");

    @ArchTest
    static final ArchRule packagesOfAModuleHaveNoCycles =
            slices().matching("io.candlegrid.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .resideInAnyPackage(
                            "..util..", "..common..", "..core..", "..helper..", "..manager..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked =
            classes().that(areOurs()).should(liveInANullMarkedPackage());

    private static DescribedPredicate<JavaClass> areOurs() {
        return DescribedPredicate.describe(
                "are ours", type -> !type.getSimpleName().equals("package-info"));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a null-marked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked = home.isAnnotatedWith(NullMarked.class);
                events.add(
                        new SimpleConditionEvent(
                                type, marked, type.getName() + " is in " + home.getName()));
            }
        };
    }
}
