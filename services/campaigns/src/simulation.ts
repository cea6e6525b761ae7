/** What a simulated release is made of: the machines that real releasers run on, without their wiring. */
export {
  noFairness,
  pickFairly,
  type Candidate,
  type Credit,
  type Fairness,
} from "./domain/fair-release.js";
