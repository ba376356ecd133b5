"""What the people who write about children's services have many names for.

On the left the words that are compared, on the right how they are written, with “;” between.
Endings, and words such as “of” and “the”, make no difference. What one KPI alone is called stands
in its area's kpis.csv.
"""

from .synonyms_of_times import TIMES

_IN_WORK = """
education employment or training; education employment training; education training or employment;
employment education or training; employment training or education; training education or
employment; training employment or education; education training or work; EET; ETE
"""
# “*” is any one word: “not currently engaged in education, training or work”
_NOT_IN_WORK = "NEET; without EET; outside EET; not in education or work; " + "; ".join(
    f"{no} {between}{one}"
    for one in " ".join(_IN_WORK.split()).split("; ")
    for between in ("", "in ", "* in ", "* * in ", "* ", "any in ")
    for no in ("not", "no")
)
SYNONYMS = {
    "lookedafter": (
        "looked after children; children looked after; children in care; children in our care; "
        "children in the council's care; children in the care of the council; children we look "
        "after; children cared for; cared for children; those looked after; LAC; CLA; CiC; "
        "children in the care of the local authority; looked after population; children looked; "
        "care population; looked after; in care; children in care population; children looked "
        "after population; looked after children on our books; children on our books"
    ),
    # It is no child of whom a KPI counts anything
    "careforum": (
        "children in care council; children in care councils; CiCC; LAC council; looked after "
        "children council; care leavers forum; care leavers council"
    ),
    "careleaver": (
        "care leavers; care experienced young people; care experienced adults; young people "
        "leaving care; young people who have left care; young people who leave our care; adults "
        "who have left care; former relevant young people; care experienced"
    ),
    "protection": "child protection; CP; children protection; child protection cases",
    "cpplan": (
        "child protection plan; CP plan; CPP; CPPs; protection plan; child protection planning; "
        "plan of protection"
    ),
    "icpc": (
        "ICPC; ICPCs; initial child protection case conference; initial child protection "
        "conference; initial conference; initial CP conference; initial case conference; "
        "initial child protection conferencing"
    ),
    "rcpc": (
        "RCPC; RCPCs; review child protection conference; child protection review conference; "
        "review conference; child protection review; CP review; review CP conference; review "
        "case conference; child protection case conference review"
    ),
    "childinneed": "child in need; children in need; CiN; CHIN; child in need cases",
    "section47": (
        "section 47; section 47 enquiry; S47; S47s; section 47 investigation; S47 enquiry; S47 "
        "investigation; child protection enquiry; child protection investigation; sec 47; "
        "section 47 assessment; s47 assessment"
    ),
    "assessment45": (
        "child and family assessment; children and family assessment; children and families "
        "assessment; C&F assessment; C and F assessment; C&FA; CFA; CAFA; single assessment; "
        "SWA; social work assessment; child and families assessment; C F assessment; C&F; "
        "combined assessment; statutory assessment by a social worker; social care assessment"
    ),
    "earlyhelp": "early help; EH; early intervention",
    "eha": (
        "EHA; EHAs; early help assessment; CAF; CAFs; common assessment; common assessment "
        "framework; common assessment framework assessment; common assessment framework CAF "
        "assessment; early help plan; EHAF; early help assessment and plan; EHM; CAF assessment"
    ),
    "rereferral": (
        "re-referral; re referral; rereferral; repeat referral; re-referred; re referred; "
        "referred again; second referral; repeat referrals; children referred again; re-refer"
    ),
    "eet": (
        "EET; ETE; education employment or training; education employment training; education "
        "training or employment; education training employment; employment education or "
        "training; employment education training; employment training or education; training "
        "education or employment; education training or work; education work or training; "
        "training employment or education; training or education or employment; employment "
        "training education; learning or work; education or work; education and work; work or "
        "learning; education training or a job; training education employment; education or "
        "employment or training; in work or learning; training employment education; education "
        "or training or employment; work education or training; work or education or training; "
        "school college work or training; work training or education"
    ),
    "neet": _NOT_IN_WORK,
    "careproceed": (
        "care proceedings; court proceedings; public law proceedings; family proceedings; legal "
        "proceedings; public law cases; care cases; court cases; proceedings; public law family "
        "proceedings"
    ),
    "sgo": "SGO; SGOs; special guardianship order; special guardianship",
    "iha": (
        "IHA; IHAs; initial health assessment; initial medical; initial health check; initial "
        "medical assessment; initial health medical; first health assessment; first medical; "
        "first health check; initial health"
    ),
    "rha": (
        "RHA; RHAs; review health assessment; annual health assessment; annual health check; "
        "annual health review; annual medical; yearly health assessment; health review; review "
        "health check; annual review health assessment; statutory health assessment; yearly "
        "health check; annual health; annual medicals; yearly health; yearly medical"
    ),
    "returninterview": (
        "return home interview; RHI; RHIs; return interview; missing return interview; "
        "independent return interview; return home interviews; return conversation; independent "
        "return home interview; return home conversation; missing interview"
    ),
    "educationplan": (
        "PEP; PEPs; personal education plan; ePEP; ePEPs; education plan; personal educational plan"
    ),
    "ehcplan": (
        "education health and care EHC plan; "
        "education health care EHC plan; EHCP; EHCPs; EHC plan; education health and care plan; "
        "education health care plan; "
        "EHCPlan; education and health care plan"
    ),
    "sdq": (
        "SDQ; SDQs; strengths and difficulties; strengths and difficulties questionnaire; "
        "strength and difficulty questionnaire; strengths difficulties score; strengths and "
        "difficulties score"
    ),
    "dentalcheck": (
        "dental check; dental checks; dental check-up; dental health; dental appointment; "
        "dentist; dental assessment; dental health check; oral health; dental examination; "
        "dental care; teeth checked; dental visit; dental"
    ),
    "immunisation": (
        "immunisation; immunized; immunised; immunization; vaccination; vaccinated; "
        "inoculation; jabs; jab; immunisations; vaccines; imms; immunisation status"
    ),
    "strategydiscussion": (
        "strategy discussion; strategy meeting; strat discussion; child protection strategy "
        "meeting; strategy discussions and meetings; strategy discussion and meeting"
    ),
    "casesupervision": (
        "case supervision; supervision of cases; casework supervision; supervised cases; cases "
        "supervised; reflective case supervision; case discussion and supervision; cases had "
        "supervision; supervision on cases; supervision on case files; supervision of case work"
    ),
    "personalsupervision": (
        "personal supervision; one to one supervision; 1:1 supervision; staff supervision; "
        "one-to-one supervision; supervision of staff; staff supervised; workers supervised; "
        "professional supervision; individual supervision"
    ),
    "casesummary": "case summary; case summaries; chronology summary; summary of the case",
    "coregroup": "core group; core groups; core group meeting",
    "iro": (
        "IRO; IROs; independent reviewing officer; reviewing officer; independent reviewing "
        "officers"
    ),
    "dispute": (
        "dispute resolution; DRP; DRs; formal dispute; dispute; escalation; formal escalation; "
        "dispute resolution process; formal dispute resolution; IRO escalation; IRO dispute "
        "resolution; challenge by IROs; formal challenge; IRO challenge; disputes resolution; "
        "dispute resolutions"
    ),
    "socialworker": (
        "social worker; social workers; SW; SWs; social work; social work staff; children's "
        "social worker; frontline social worker; case holder; case-holding worker"
    ),
    "agency": (
        "agency; locum; agency staff; agency worker; agency social worker; agency workers and "
        "locums; locums"
    ),
    "caseload": "caseload; case load; caseloads; case-load",
    "neighbours": (
        "statistical neighbours; neighbours; SN; SNs; stat neighbours; similar authorities; "
        "similar councils; comparable authorities"
    ),
    "nfa": "NFA; no further action; no action; no more action",
    "frontdoor": (
        "MASH; front door; multi agency safeguarding hub; first response; single point of access"
    ),
    "lifestory": (
        "life story book; lifestory book; life story work; life-story work; lifestory work; "
        "life story; later life letter; life journey work; later-in-life letter; story book; "
        "later life letters; life story books"
    ),
    "longterm": "long term; longer term; long-term; longterm; permanent; permanence",
    "pathwayplan": "pathway plan; pathway plans; pathway planning; PWP",
    "adviser": "PA; PAs; personal adviser; personal advisor; personal advisers; advisers; adviser",
    "highereducation": "university; higher education; degree; undergraduate",
    "missing": (
        "missing; went missing; go missing; ran away; runaway; absconded; missing from care; "
        "missing from home; gone missing; going missing; goes missing"
    ),
    "delegatedauthority": (
        "delegated authority; delegation of authority; delegated authorities; DA form"
    ),
    "fosterhome": (
        "foster care; foster carers; fostered; foster families; foster family; foster home; "
        "foster placement; fostering; foster; foster placements; foster carer"
    ),
    "goodbetter": (
        "good or better; good or outstanding; good and better; good or above; good and "
        "outstanding; good quality; at least good; outstanding or good; good standard"
    ),
    "audit": (
        "audit; audits; auditing; audited; case audit; file audit; moderated audit; case file audit"
    ),
    "repeatplan": (
        "second or subsequent; second and subsequent; repeat plan; repeat child protection "
        "plan; subsequent plan; second plan; second or subsequent child protection plan; second "
        "or subsequent time; second or later plan; second or later; repeat protection plan; "
        "subsequent child protection plan; second child protection plan; repeat CP plan; second "
        "time; previous plan; previous child protection plan; returned to a plan; repeat CPP; "
        "again subject to a plan; plan before; back on a plan; plan for the second time; "
        "second time on a plan; second protection plan; repeat planning; second or subsequent "
        "plan; become subject again; repeat child protection planning"
    ),
    "percapita": (
        "per 10,000; 10,000; per 10 000; per 10000; per ten thousand; for every 10,000; in every "
        "10,000"
    ),
    "vacancy": (
        "vacancy; vacancies; vacant; unfilled; vacant posts; unfilled posts; posts vacant; "
        "posts unfilled; empty posts; posts empty"
    ),
    "sickness": (
        "sickness; sick; sick leave; off sick; days lost to sickness; sickness absence; absence "
        "through sickness; staff sickness; illness absence"
    ),
    "transition": (
        "transition; transitions; adult transition; preparation for adulthood; preparing for "
        "adulthood; transition to adulthood"
    ),
    "shortbreak": (
        "short break; short breaks; direct payment; direct payments; short breaks or direct "
        "payments; respite; package of support; short breaks and direct payments; personal "
        "budget"
    ),
    "steppedup": "stepped up; step up; step-up; stepping up",
    "steppeddown": "stepped down; step down; stepping down",
    "reviewing": "review; reviewed; reviews; reviewing",
} | TIMES
