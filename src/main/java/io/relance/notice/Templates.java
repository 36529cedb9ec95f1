package io.relance.notice;

import freemarker.cache.FileTemplateLoader;
import freemarker.core.Environment;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder templates/LANGUAGE/CHANNEL/LEVEL.ftl of a home. A level's file holds the words only
 * (subject, opening, closing); templates/_shared lays them out.
 */
public final class Templates {
  private static final String LAST_RESORT = "en";

  /** The words of every level that has no file of its own. */
  private static final String ANY = "any";

  private final Path root;
  private final Configuration configuration;

  private Templates(Path root, Configuration configuration) {
    this.root = root;
    this.configuration = configuration;
  }

  /** Templates under that folder; nothing outside it can be read. */
  public static Templates in(Path root) {
    try {
      return new Templates(root, configuration(new FileTemplateLoader(root.toFile())));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no templates in " + root + ": a home needs a folder templates/ (copy the shipped one)",
          e);
    }
  }

  private static Configuration configuration(FileTemplateLoader loader) {
    Configuration c = new Configuration(Configuration.VERSION_2_3_34);
    c.setTemplateLoader(loader);
    c.setObjectWrapper(new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34).build());
    c.setDefaultEncoding("UTF-8");
    c.setLocalizedLookup(false);
    c.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    c.setAPIBuiltinEnabled(false);
    c.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    c.setLogTemplateExceptions(false);
    c.setWrapUncheckedExceptions(true);
    c.setTemplateUpdateDelayMilliseconds(5_000);
    return c;
  }

  /**
   * The one FreeMarker Configuration, for {@code freemarker:} endpoints: safe, escaping, cached.
   * Bound as {@code freemarker}; an Object, so that the library stays in this room.
   */
  public Object configuration() {
    return configuration;
  }

  /**
   * As {@link #write(Manner, String, Dossier)}, by the post's usual service if by the post.
   *
   * @param channel the folder of its words
   */
  public Notice write(String channel, String template, Dossier dossier) {
    return write(Manner.plain(channel), template, dossier);
  }

  /**
   * The words of one level by one channel, in the recipient's language, else the creditor's, else
   * English; laid out by each of templates/_shared/CHANNEL.FORM.ftl (html and xhtml: .ftlh; html
   * may be CHANNEL.mjml.ftlh).
   *
   * @throws Unrenderable when no file has the words or the words ask for what is not known; its
   *     message names file, line and remedy
   */
  public Notice write(Manner manner, String template, Dossier dossier) {
    String channel = manner.channel();
    String level = find(channel, template, dossier);
    String language = level.substring(1, level.indexOf('/', 1));
    Format format = Format.of(language);
    Map<String, @Nullable Object> model = new Model(dossier, format).asMap();
    model.put("level", level);
    model.put("service", manner.service());
    model.put("words", "/" + language + "/_shared/words.ftl");
    Map<String, String> parts = new LinkedHashMap<>();
    String subject = "";
    String signed = "";
    for (String form : forms(channel)) {
      StringWriter out = new StringWriter();
      String layout = layout(channel, form);
      Environment env = process(layout, model, format.locale(), out);
      subject = subject.isEmpty() ? said(env, "subject", level) : subject;
      signed = signed.isEmpty() ? said(env, "signed", level) : signed;
      parts.put(
          form,
          layout.endsWith(MJML)
              ? Mjml.html(layout, out.toString(), format.locale())
              : out.toString());
    }
    if (subject.isEmpty() && parts.containsKey("html")) {
      throw new Unrenderable(
          "templates" + level + " sets no subject: add <#assign subject>…</#assign>", null);
    }
    return new Notice(language, subject, signed, parts, remarks(dossier, language, level));
  }

  /** The forms that a channel has a layout for. */
  private List<String> forms(String channel) {
    List<String> forms =
        FORMS.stream()
            .filter(form -> Files.isRegularFile(root.resolve(layout(channel, form).substring(1))))
            .toList();
    if (forms.isEmpty()) {
      throw new Unrenderable(
          "no layout for channel %s: write templates/_shared/%s.text.ftl (or .json.ftl, .xhtml.ftlh)"
              .formatted(channel, channel),
          null);
    }
    return forms;
  }

  private static final List<String> FORMS = List.of("text", "html", "json", "xhtml");

  private static final String MJML = ".mjml.ftlh";

  /** HTML may be laid out in MJML: such a file goes before one in HTML. */
  private String layout(String channel, String form) {
    if (form.equals("html") && Files.isRegularFile(root.resolve("_shared/" + channel + MJML))) {
      return "/_shared/" + channel + MJML;
    }
    return "/_shared/%s.%s.ftl%s".formatted(channel, form, form.endsWith("html") ? "h" : "");
  }

  /** True when at least one language has the words of this level for this channel. */
  public boolean has(String channel, String template) {
    return languages().stream()
        .anyMatch(
            l ->
                Files.isRegularFile(file(l, channel, template))
                    || Files.isRegularFile(file(l, channel, ANY)));
  }

  /**
   * Why the words of a level cannot be made in this language; empty when they can, or it has none.
   * They are rendered for made-up debtors of whom all and next to nothing is known.
   *
   * @param deadline the level names one
   * @param proof gets each of them; what it throws goes to the caller
   */
  public Optional<String> trouble(
      String language,
      Manner manner,
      String template,
      Occasion occasion,
      boolean deadline,
      Consumer<Notice> proof) {
    String channel = manner.channel();
    String own = Files.isRegularFile(file(language, channel, template)) ? template : ANY;
    if (!Files.isRegularFile(file(language, channel, own))) {
      return Optional.empty();
    }
    try {
      read("/" + language + "/" + channel + "/" + own + ".ftl");
      Samples.of(language, occasion, deadline)
          .forEach(sample -> proof.accept(write(manner, template, sample)));
      return Optional.empty();
    } catch (Unrenderable e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** By itself, so that a slip in it is not said of the layout that includes it. */
  private void read(String name) {
    try {
      configuration.getTemplate(name);
    } catch (IOException e) {
      throw Unrenderable.broken(name, e);
    }
  }

  /** The language folders, sorted. */
  public List<String> languages() {
    try (var folders = Files.list(root)) {
      return folders
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .filter(n -> !n.startsWith("_"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + root, e);
    }
  }

  private String find(String channel, String template, Dossier dossier) {
    Set<String> tried = preferred(dossier);
    return Stream.of(template, ANY)
        .flatMap(name -> tried.stream().map(language -> file(language, channel, name)))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(file -> "/" + root.relativize(file).toString().replace('\\', '/'))
        .orElseThrow(() -> Unrenderable.missing(channel, template, tried));
  }

  private Path file(String language, String channel, String template) {
    return root.resolve(language).resolve(channel).resolve(template + ".ftl");
  }

  private static Set<String> preferred(Dossier dossier) {
    Set<String> languages = new LinkedHashSet<>();
    for (String wanted :
        new String[] {wanted(dossier), dossier.creditor().language(), LAST_RESORT}) {
      String tag = wanted.replace('_', '-');
      languages.add(tag);
      languages.add(tag.replaceAll("-.*", "").toLowerCase(Locale.ROOT));
    }
    languages.removeIf(tag -> !tag.matches("[A-Za-z0-9-]+"));
    return languages;
  }

  private static String wanted(Dossier dossier) {
    return dossier.language() == null || dossier.language().isBlank()
        ? dossier.creditor().language()
        : dossier.language();
  }

  private static List<String> remarks(Dossier dossier, String language, String level) {
    List<String> remarks = new ArrayList<>();
    if (!wanted(dossier).replace('_', '-').startsWith(language)) {
      remarks.add("no words for language " + wanted(dossier) + ": written with templates" + level);
    }
    return remarks;
  }

  private Environment process(
      String name, Map<String, @Nullable Object> model, Locale locale, StringWriter out) {
    try {
      Template template = configuration.getTemplate(name, locale);
      Environment env = template.createProcessingEnvironment(model, out);
      env.process();
      return env;
    } catch (TemplateException | IOException e) {
      throw Unrenderable.broken(name, e);
    }
  }

  /** What the words set under that name, on one line; empty when they do not. */
  private static String said(Environment env, String name, String level) {
    try {
      Object said = env.getVariable(name);
      return said == null ? "" : said.toString().strip().replaceAll("\\s*\\R\\s*", " ");
    } catch (TemplateException e) {
      throw Unrenderable.broken(level, e);
    }
  }
}
