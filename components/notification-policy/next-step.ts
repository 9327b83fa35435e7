/**
 * What leads on when nobody is told about alerts: the chat to tell, then the policy that tells it; who may do neither asks an admin.
 * @param points how many contact points there are; undefined when that is not known
 */
export function nextStep(mayWrite: boolean, points: number | undefined): "contactPoint" | "policy" | "ask" {
  if (!mayWrite) return "ask"
  return points === 0 ? "contactPoint" : "policy"
}
