plugins {
    application
}

repositories {
    // Where Maven puts what you build yourself.
    mavenLocal()
    mavenCentral()
}

// Native libraries of the embedded backend.
val system = System.getProperty("os.name")
val natives = if (system.startsWith("Mac")) "macosx-arm64" else if (system.startsWith("Windows")) "windows-x86_64" else "linux-x86_64"

dependencies {
    implementation(platform("ai.arkor:arkor-bom:{{arkor}}"))
    implementation("ai.arkor:arkor-client")
    // The embedded backend. With Arkor Cloud alone, this one and the three natives go.
    implementation("ai.arkor:arkor-local")
    runtimeOnly("org.bytedeco:javacpp:{{javacpp}}:$natives")
    runtimeOnly("org.bytedeco:openblas:{{openblas}}:$natives")
    runtimeOnly("org.bytedeco:pytorch:{{pytorch}}:$natives")
    runtimeOnly("org.slf4j:slf4j-simple:{{slf4j}}")
    testImplementation(platform("ai.arkor:arkor-bom:{{arkor}}"))
    testImplementation("ai.arkor:arkor-testkit")
    testImplementation("org.junit.jupiter:junit-jupiter:{{junit}}")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

// Where "arkor start" looks too.
sourceSets.main {
    java.setSrcDirs(listOf("src/arkor"))
}

tasks.withType<JavaCompile> {
    options.release.set(17)
    options.encoding = "UTF-8"
}

application {
    mainClass.set("Main")
}

tasks.test {
    useJUnitPlatform()
}
