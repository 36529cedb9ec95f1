package io.relance.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs and the acts they plan. Statements join the caller's transaction. */
public final class RunStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private final Clock clock;

  public RunStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A creditor that may have runs. */
  public record Company(long id, String source, String key, String zone) {
    public String name() {
      return source + "/" + key;
    }

    public ZoneId zoneId() {
      return ZoneId.of(zone);
    }
  }

  /**
   * One run.
   *
   * @param state deciding, held, planned, executing, done or cancelled
   * @param cause why it is held
   * @param totals JSON: per currency debit, credit and balance asked for
   */
  public record Run(
      long id,
      String code,
      long companyId,
      LocalDate businessDay,
      String operator,
      String state,
      @Nullable String cause,
      String outward,
      int accounts,
      int acts,
      int items,
      String totals) {}

  /** What a run would send: acts, the items on them, and how many wait for approval. */
  public record Count(int acts, int items, int approvals) {}

  /**
   * An act that waits for a person or for the end of its run.
   *
   * @param instead it takes the place of one that did not arrive; others of its level did
   */
  public record Planned(
      long id,
      long accountId,
      String policy,
      String policyVersion,
      int level,
      String purpose,
      long itemId,
      long itemsDigest,
      boolean instead) {}

  public List<Company> companies() {
    return statement("companies").query(Company.class).list();
  }

  public Company company(long id) {
    return companies().stream()
        .filter(company -> company.id() == id)
        .findFirst()
        .orElseThrow(() -> new java.util.NoSuchElementException("no company " + id));
  }

  public Optional<Run> find(String code) {
    return statement("find").param("code", code).query(Run.class).optional();
  }

  public Run get(long run) {
    return statement("get").param("id", run).query(Run.class).single();
  }

  /** The company's last fifty runs, newest first. */
  public List<Run> list(long company) {
    return statement("list").param("company", company).query(Run.class).list();
  }

  /** Runs that a dead process left in mid-decision. */
  public List<Run> left(long company) {
    return list(company).stream().filter(run -> run.state().equals("deciding")).toList();
  }

  /** Is there anything to decide, or to plan with the switch where it is? */
  public boolean hasWork(long company, LocalDate day, Outward outward) {
    return statement("has-work")
        .param("company", company)
        .param("day", day)
        .param("outward", outward.mode().text())
        .query(Boolean.class)
        .single();
  }

  public long create(long company, LocalDate day, String operator, Outward outward) {
    return now("create")
        .param("company", company)
        .param("day", day)
        .param("operator", operator)
        .param("outward", outward.mode().text())
        .query(Long.class)
        .single();
  }

  /** The next hundred accounts after this one that the switch lets plan; none when it is off. */
  public List<Long> toPlan(long company, Outward outward, long after) {
    if (outward.mode() == Mode.OFF) {
      return List.of();
    }
    return statement("to-plan")
        .param("company", company)
        .param("after", after)
        .param("everybody", outward.mode() != Mode.CANARY)
        .param("debtors", outward.debtors().toArray(String[]::new))
        .query(Long.class)
        .list();
  }

  /** Locks those that are still to be planned; their decisions in force. */
  public Map<Long, Long> lock(List<Long> accounts) {
    Map<Long, Long> decisions = new java.util.TreeMap<>();
    statement("lock-accounts")
        .param("ids", accounts.toArray(Long[]::new))
        .query(
            row -> {
              decisions.put(row.getLong("account_id"), row.getLong("decision_id"));
            });
    return decisions;
  }

  /**
   * Those of these accounts whose party has another company that the switch does not let speak:
   * what is said for all of them waits.
   */
  public Set<Long> barred(Collection<Long> accounts, Outward outward) {
    return Set.copyOf(
        statement("barred")
            .param("ids", accounts.toArray(Long[]::new))
            .param("rehearsal", outward.mode() == Mode.REDIRECT)
            .query(Long.class)
            .list());
  }

  /**
   * Plans the drafts: acts with their items, and their steps reserved. What exists already or has
   * no step of its own is left out.
   *
   * @param day the business day whose words they are
   * @return the acts
   */
  public List<Long> plan(Run run, LocalDate day, boolean redirected, List<Draft> drafts) {
    List<Long> acts =
        now("plan-acts")
            .param("run", run.id())
            .param("day", day)
            .param("redirected", redirected)
            .param("drafts", json(drafts))
            .query(Long.class)
            .list();
    statement("drop-bare-acts").param("acts", acts.toArray(Long[]::new)).update();
    return acts;
  }

  /** These accounts got their acts, or are looked at again tomorrow. */
  public void planned(Run run, Collection<Long> accounts) {
    statement("planned-accounts")
        .param("run", run.id())
        .param("tomorrow", run.businessDay().plusDays(1))
        .param("ids", accounts.toArray(Long[]::new))
        .update();
  }

  /** Their decision no longer holds. */
  public void decideAgain(Collection<Long> accounts) {
    statement("decide-again").param("ids", accounts.toArray(Long[]::new)).update();
  }

  public Count count(long run) {
    return statement("count").param("run", run).query(Count.class).single();
  }

  /**
   * The median of acts per day over the last twenty days that had any; empty when there were none.
   */
  public Optional<Double> usual(Run run) {
    return statement("usual")
        .param("company", run.companyId())
        .param("day", run.businessDay())
        .query((row, n) -> Optional.ofNullable(row.getObject(1, Double.class)))
        .single();
  }

  /** Acts that other runs of the same day let go. */
  public int othersToday(Run run) {
    return statement("acts-today")
        .param("company", run.companyId())
        .param("day", run.businessDay())
        .param("run", run.id())
        .query(Integer.class)
        .single();
  }

  /** Notes how the run stands, its counts and its totals per currency. */
  public void stand(Run run, String state, @Nullable String cause, int accounts) {
    Count count = count(run.id());
    String totals = statement("totals").param("run", run.id()).query(String.class).single();
    now("finish")
        .param("run", run.id())
        .param("state", state)
        .param("cause", cause)
        .param("accounts", accounts)
        .param("acts", count.acts())
        .param("items", count.items())
        .param("totals", totals)
        .update();
  }

  /** Queues the run's acts that need no approval, or have it. */
  public void release(long run) {
    now("release").param("run", run).update();
  }

  /** A run that decided nothing and planned nothing never was. Returns true when it was one. */
  public boolean dropEmpty(long run) {
    return statement("drop-empty").param("run", run).update() > 0;
  }

  /** Runs of which every act has ended are done. */
  public void settle(long company) {
    now("settle-runs").param("company", company).update();
  }

  /** The run's acts that nobody released yet, locked. */
  public List<Planned> plannedActs(long run) {
    return statement("planned-acts").param("run", run).query(Planned.class).list();
  }

  /** Acts that wait for a person, and of whose account something changed since; locked. */
  public List<Planned> plannedOfChanged(long company) {
    return statement("planned-of-changed").param("company", company).query(Planned.class).list();
  }

  /**
   * These acts take the place of the first one: approved by the same person, and no older than
   * their run.
   */
  public void beginInstead(long first, Collection<Long> acts) {
    statement("begin-instead")
        .param("first", first)
        .param("acts", acts.toArray(Long[]::new))
        .update();
  }

  public void approve(Collection<Long> acts, String person) {
    now("approve-acts").param("acts", acts.toArray(Long[]::new)).param("person", person).update();
  }

  /** The run's acts that have not left. */
  public List<Long> unsent(long run) {
    return statement("unsent-acts").param("run", run).query(Long.class).list();
  }

  /** Did any act of the run leave, or is one on its way? */
  public boolean leaves(long run) {
    return statement("leaves").param("run", run).query(Boolean.class).single();
  }

  /** Cancels what has not left and frees its steps; the accounts concerned. */
  public List<Long> cancel(Collection<Long> acts, String cause) {
    return statement("cancel-acts")
        .param("acts", acts.toArray(Long[]::new))
        .param("cause", cause)
        .query(Long.class)
        .list();
  }

  /** These accounts are left alone until that day. */
  public void leaveUntil(Collection<Long> accounts, LocalDate day) {
    statement("leave-until").param("ids", accounts.toArray(Long[]::new)).param("day", day).update();
  }

  private JdbcClient.StatementSpec now(String name) {
    return statement(name).param("now", At.of(clock.instant()));
  }

  private JdbcClient.StatementSpec statement(String name) {
    return database.jdbc().sql(Sql.of("run/" + name));
  }

  private static String json(List<Draft> drafts) {
    try {
      return JSON.writeValueAsString(drafts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("drafts cannot be written as JSON", e);
    }
  }
}
