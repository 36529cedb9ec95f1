package io.relance.bench;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The baseline: a program that does nothing but send, over kept connections, with Angus Mail as it
 * comes. Prints messages a second, after as many for warming up. Arguments: port, sessions,
 * messages, a message's file, and "composed" (made anew from its words each time, as programs do)
 * or "ready" (its bytes read back).
 */
public final class AngusLoop {
  private AngusLoop() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    int sessions = Integer.parseInt(args[1]);
    int messages = Integer.parseInt(args[2]);
    Session session = Session.getInstance(new Properties());
    byte[] bytes = Files.readAllBytes(Path.of(args[3]));
    Callable<MimeMessage> read = () -> new MimeMessage(session, new ByteArrayInputStream(bytes));
    Callable<MimeMessage> next = args[4].equals("ready") ? read : composing(session, read.call());
    rate(session, port, sessions, next, messages);
    System.out.printf("%.0f%n", rate(session, port, sessions, next, messages));
  }

  private static double rate(
      Session session, int port, int sessions, Callable<MimeMessage> next, int messages)
      throws Exception {
    AtomicInteger left = new AtomicInteger(messages);
    CountDownLatch done = new CountDownLatch(sessions);
    long start = System.nanoTime();
    for (int i = 0; i < sessions; i++) {
      new Thread(() -> drain(session, port, next, left, done)).start();
    }
    done.await();
    return messages / ((System.nanoTime() - start) / 1e9);
  }

  private static void drain(
      Session session,
      int port,
      Callable<MimeMessage> next,
      AtomicInteger left,
      CountDownLatch done) {
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect("127.0.0.1", port, null, null);
      while (left.getAndDecrement() > 0) {
        MimeMessage message = next.call();
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      done.countDown();
    }
  }

  private static Callable<MimeMessage> composing(Session session, MimeMessage model)
      throws Exception {
    Multipart whole = (Multipart) model.getContent();
    boolean carries = whole.getBodyPart(0).getContent() instanceof Multipart;
    Multipart parts = carries ? (Multipart) whole.getBodyPart(0).getContent() : whole;
    byte[] file = carries ? whole.getBodyPart(1).getInputStream().readAllBytes() : new byte[0];
    String text = (String) parts.getBodyPart(0).getContent();
    String html = (String) parts.getBodyPart(1).getContent();
    String subject = model.getSubject();
    Address[] from = model.getFrom();
    Address[] to = model.getAllRecipients();
    return () -> {
      MimeBodyPart plain = new MimeBodyPart();
      plain.setText(text, "UTF-8");
      MimeBodyPart rich = new MimeBodyPart();
      rich.setText(html, "UTF-8", "html");
      MimeMessage message = new MimeMessage(session);
      message.addFrom(from);
      message.setRecipients(Message.RecipientType.TO, to);
      message.setSubject(subject, "UTF-8");
      MimeMultipart words = new MimeMultipart("alternative", plain, rich);
      message.setContent(carries ? with(file, words) : words);
      message.saveChanges();
      return message;
    };
  }

  private static MimeMultipart with(byte[] file, MimeMultipart words) throws MessagingException {
    MimeBodyPart body = new MimeBodyPart();
    body.setContent(words);
    MimeBodyPart attached = new MimeBodyPart();
    attached.setDataHandler(new DataHandler(new ByteArrayDataSource(file, "application/pdf")));
    attached.setFileName("letter.pdf");
    return new MimeMultipart("mixed", body, attached);
  }
}
