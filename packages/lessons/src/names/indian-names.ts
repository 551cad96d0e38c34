/** First names that are given in India, as they are often written in Latin letters; compiled for this lesson from general knowledge. */
export const indianNames: readonly string[] = `
  aabha aachal aadarsh aadesh aadhya aadi aadil aaditi aaditya aahana aahil aakanksha aakash aakriti aalia aamir
  aanand aanchal aanya aaradhya aarav aarif aarohi aarti aarush aarya aaryan aashi aashish aashna aastha aayush
  abdul abeer abha abhay abhijeet abhijit abhilash abhilasha abhimanyu abhinav abhiram abhishek abida achal
  achyut adarsh adeel adesh adhira adil aditi aditya advait advaita advik adwaita afreen afroz agastya ahalya
  ahilya ahmed aijaz ainesh aishani aishwarya ajay ajeet ajinkya ajit ajita akanksha akash akbar akhil akhila
  akhilesh akriti akshara akshat akshata akshay akshaya akshita alaka alia alisha alka alok aloka alpana amala
  aman amandeep amar amarjeet amarnath amartya amba ambar ambika ambuj ameya amina amir amisha amit amita
  amitabh amitava amiya amjad ammu amol amrit amrita amritpal amruta amulya anagha anamika anand ananda anandi
  anant ananya anarghya anasuya anees angad anika aniket anil anila anindita anirban aniruddh aniruddha anirudh
  anisa anisha anita anjali anjana anju ankit ankita ankur ankush anmol annapurna anoop ansh anshika anshu
  anshul anshuman antara anthony anuj anuja anup anupam anupama anuradha anurag anushka anushree anusuya anwar
  anwesha apala aparajita aparna apeksha apoorv apoorva apurva aqib aradhana aravind arbaaz archana archit
  archita arham arijit arindam arjit arjun armaan arman arnab arnav arohi arpan arpit arpita arsh arshad arshi
  arthi arti arun aruna arundhati arunima arup arush arvind arya aryan asad asha ashima ashish ashit ashna ashok
  ashoka ashraf ashutosh ashvin ashwath ashwin ashwini asif asim asin asit aslam asma asmita astha atharv
  atharva atif atish atul atulya avani avantika avi avijit avik avinash aviral avish avni avnish ayaan ayan
  ayesha ayush ayushi ayushman azad azhar aziz babita babu babul bachan badal badri bahadur baiju bala balaji
  balakrishna balaram balbir baldev baljit balraj balram balvinder balwant bani bansi banu barkha barun basant
  basanti basudev bela benazir benoy bhagat bhagirath bhagwan bhagya bhagyashree bhairav bhairavi bhanu
  bhanumati bharat bharathi bharati bhargav bhargavi bhaskar bhaskara bhavana bhaven bhavesh bhavika bhavin
  bhavna bhavya bhawani bhim bhima bhola bhoomi bhoomika bhumi bhumika bhupen bhupendra bhupesh bhushan bhuvan
  bhuvana bhuvaneshwari bibek bidisha bijoy bijoya bikash bikram bilal bimal bimala bina bindiya bindu binod
  binoy bipasha bipin biplab biren birendra birju bishan bishnu biswajit bittu brahma brajesh brij brijesh
  brinda budhadev chaitali chaitanya chaitra chakradhar chaman chameli champa champak chanchal chanda chandan
  chandana chandani chander chandi chandini chandra chandrakala chandrakant chandran chandrashekhar chandrika
  charan charanjit charita charu charudatta charulata charvi chetan chetana chetna chhavi chhaya chinmay
  chinmaya chinmayi chintan chirag chitra chitralekha chitrangada chittaranjan daksh daksha dakshesh dalbir
  daljeet daljit daman damayanti damini damodar danish darpan darsh darshan darshana darshika darshini
  dattatreya dayanand dayaram debabrata debashree debasish debjani deeksha deena deep deepa deepak deepali
  deepika deepti deeraj dev devaki devang devansh devanshi devaraj devdas devdatta devdutt devendra devesh devi
  devika devina devjani devraj devyani dhairya dhananjay dhanashree dhanraj dhanush dhanvi dhara dharam dharini
  dharma dharmendra dharmesh dharti dhaval dheeraj dhira dhiraj dhiren dhriti dhritiman dhruv dhruva dhruvi
  dhwani digvijay dilip dilshad dimple dinanath dinesh dipali dipankar dipen dipesh dipika dipti disha ditya
  divakar divya divyanka divyansh diya diyanshi drishti drishya dulari durga durgesh dushyant dwarka eesha ehsan
  ekansh ekant ekanta eklavya ekta ela elakshi esha eshaan eshan eshani eshika eshita eshwar eswari fahad fahim
  faisal faiz faiza faizal falak falguni fardeen fareed farhan farhana farida farooq fatima fauzia feroz feroza
  firdaus firoz gagan gaganjot gajanan gajendra ganapati gandhar gandhari ganesh ganga gangadhar gargi garima
  gatha gaurang gaurangi gaurav gauravi gauri gautam gautami gayatri geet geeta geetanjali geetika ghanshyam
  gina girdhari giri girija giriraj girish girisha gita gitali gitanjali gobind godavari gokul golu gopa gopal
  gopala gopalan gopi gopika gopinath gourav govind govinda grishma gudiya gulab gulshan gulzar gunjan gunjana
  gunwant gurdeep gurleen gurmeet gurmukh gurpreet gursharan guru gurudas gurudutt gyan gyanendra habib hafiz
  hamid hamsa hamsini hanif hanish hansa hansika hanuman harbhajan hardeep hardik hargobind hari haridas harika
  harikrishna harini hariom haripriya hariram harish harisha harita harjeet harjot harkirat harleen harman
  harmeet harnam harpreet harsh harsha harshad harshada harshal harshika harshil harshini harshit harshita
  harshvardhan hasan haseena hasina hasmukh hema hemal hemalata hemang hemangi hemangini hemanshu hemant hemanta
  hemaraj hemlata hena hetal hetvi himani himanshi himanshu himmat hina hinal hinduja hira hiral hiralal
  hiranmay hiren hirendra hitanshi hiten hitendra hitesh hridaya hridayesh hrishikesh hrithik hussain ibrahim
  idris iftikhar iha ijaz ikram iksha ikshita ila ilisha imran imtiyaz ina inaya inayat indeevar inder inderjit
  indira indra indrajit indraneel indrani indu induja indumathi indumati iniya iqbal ira iravati irfan isha
  ishaan ishan ishana ishani ishank ishanvi ishika ishita ishwar ishwari ismail iti iyla jabbar jagadish jagan
  jagannath jagat jagath jagdeep jagdish jagjit jagmohan jagrati jagriti jahanara jahnavi jai jaideep jaidev
  jaikishan jaimini jaipal jairaj jairam jalpa jamal jameel jamuna janak janaki janani janardan janhavi janki
  janvi jasbir jaskaran jasleen jasmeet jasmin jaspal jaspreet jaswant jatin jatinder javed javeria jawahar jaya
  jayakar jayalakshmi jayan jayant jayanta jayanthi jayanti jayaprakash jayaram jayashree jayati jaydeep
  jayendra jayesh jaymin jaysukh jaywant jeet jeetendra jeevan jeevika jeevitha jhanak jhanvi jharna jhilmil
  jhumpa jigar jigisha jigna jignesh jinal jitender jitendra jitesh jiya jnana jogesh joginder jograj juhi
  julekha jwala jyothi jyoti jyotika jyotirmoy jyotsna kabir kadambari kadambini kailash kaira kairav kajal
  kajol kala kalash kali kalidas kalika kalindi kalpana kalpesh kalpit kalyan kalyani kamakshi kamal kamala
  kamalesh kamalika kamalini kamini kamlesh kamna kamran kanaiya kanak kanaka kanan kanchan kanchana kandarp
  kanha kanhaiya kanika kanishk kanishka kanta kanti kanwal kapil kapila karan karanveer kareem kareena karim
  karishma karn karna karthik karthika kartik kartika kartikeya karuna karunakar karunya kashi kashika kashinath
  kashish kashvi kashyap kasturi katyayani kaumudi kausalya kausar kaushal kaushalya kaushik kaushika kaustubh
  kaveri kavin kavish kavita kavitha kavya kedar kedarnath keertana keerthana keerthi keshav keshava ketaki
  ketan keval kewal keya keyur khadija khalid khushal khushali khushboo khushi khushwant khyati kimaya kinjal
  kinnari kiran kiranjeet kiranmayi kirit kirtan kirtana kirti kishan kishor kishore kishori kislay koel kokila
  komal konkona koushik krish krisha krishan krishna krishnakant krishnan krishnapriya krishnendu kriti kritika
  krunal krupa krutika kshama kshiti kshitij kshitija kshitish kuber kuhu kulbhushan kuldeep kuldip kulwant
  kumar kumari kumkum kumud kumuda kunal kundan kundanika kunjal kunti kush kushagra kushal kushala kusum laboni
  lachhman lagan lajja lajwanti lakhan lakshay lakshita lakshman lakshmana lakshmi lakshmikant lakshya lal lalan
  lali lalit lalita lalitha lalji lallu lata latha latika lava lavanya lavina laxman laxmi leela leelavati leena
  leher lekha libni likhita lila lilavati lipika lochan lochana lohit lokendra lokesh lopa lopamudra lukesh luv
  madan madanlal madhav madhava madhavan madhavi madhu madhubala madhuja madhukar madhulika madhumati madhumita
  madhur madhura madhuri madhushree madhusudan magan mahabir mahadev mahak mahalakshmi mahananda maharshi
  mahathi mahendra mahesh maheshwar maheshwari mahi mahika mahima mahin mahipal mahmood mahua maina maithili
  maitreya maitreyi maitri makarand mala malati malavika malay malaya malhar malik malika malini mallika mamata
  mamta manan manana manas manasa manasi manasvi manav manavi manda mandakini mandar mandeep mandira mangal
  mangala mangesh mani manik manika manikanta manini manish manisha manjari manjeet manjiri manjit manju manjula
  manjunath manjusha manjushree manmohan manna manohar manoj manoja manorama manoranjan manpreet mansi mansoor
  mansukh mantra manu manvendra manvi manvik maruti masood mathura maulik maya mayank mayra mayur mayura
  mayuresh mayuri medha medini meena meenakshi meenal meera meeta megha meghana meghna meghraj mehak mehboob
  mehul mehuli menaka menka meru mihika mihir mihira milan milap mili milind mina minakshi minal minali minati
  mini mira miraya misha mishka mishri mishti mita mitali mitesh mithil mithila mithilesh mithun mitra mitul
  mohan mohana mohandas mohini mohit mohita mohnish moksh moksha mona monali monica monika monisha mosam moti
  motilal moumita mousumi mridul mridula mrigank mrinal mrinalini mrinmayi mrityunjay mrudula mubarak muhammad
  mukesh mukta mukti mukul mukund mukunda mukundan mumtaz muni munish munna murad murali muralidhar murari
  murugan muskaan muskan mustafa muthu myra mythili nabanita nabin nachiket nadeem nadira nafisa nagarjun
  nagendra nagesh nagma nahid naina nainika naira naitik nakshatra nakul nalin nalini naman namdev namit namita
  namrata nanak nanda nandan nandana nandika nandini nandita nandkishor nandlal nandu narahari narain narayan
  narayana narayanan naren narendar narendra naresh nargis narinder narmada narottam nasir nasreen nataraj
  natasha natwar naval navami naveen naveena navika navin navina navita navjot navneet navya nawaz nayan nayana
  nayanika nayantara nazia nazir neel neela neelabh neelakanta neelam neelanjan neelanjana neelesh neelima neelu
  neena neepa neeraj neeraja neerja neeru neesha neeta neeti neetu neha nehal neil nemi netra nidhi nidhish
  nihal nihar niharika nikesh niket niketa niketan nikhat nikhil nikhila nikhilesh nikita nikunj nilam nilay
  nilesh nilima niloy nimai nimish nimisha nimmi nimrat ninad nipun nipuna niraj niraja niral niramay niranjan
  niranjana nirav nirbhay nirmal nirmala nirmalya nirupa nirupam nirupama nirvaan nirvi nisar nischal nischay
  nisha nishad nishant nishanth nishi nishikant nishita nishith nishtha nita nitesh nithin nithya niti nitika
  nitin nitish nitya nityanand nivedan nivedita niveditha nivritti niyati noor noori nupur nusrat nutan nyra
  ojal ojas ojasvi om omana omar omkar omprakash oorja ovi oviya padma padmaja padmakar padmanabh padmapriya
  padmavati padmini pahal pakhi palak palash pallab pallav pallavi pamela panchali pandurang pankaj pankaja
  panna pannalal parag paragi param parama parameshwari paramita paramjit paras paresh pari paridhi parikshit
  parimal parindra parineeta parinita parisha parishi parminder parna parnika partap parth partha parthiv parul
  parvathi parvati parveen parvesh parvez parvin pavan pavani pavithra pavitra pawan payal peeyush phalgun
  phalguni phool phoolan pihu pinaki pinky piya piyali piyush pooja poojan poonam poorna poornima poorva poorvi
  prabal prabha prabhakar prabhas prabhash prabhat prabhati prabhav prabhjot prabhu prabir prabodh prachi
  pradeep pradip pradnya pradosh pradyot pradyumna prafulla pragati pragya prahalad prahlad prajakta prajna
  prajwal prakash prakriti prakruti pralay pramila pramit pramiti pramod pramoda pran pranab pranali pranati
  pranav pranavi pranay praneet praneeta pranit pranita pranjal pranjali pransh prapti prarthana prasad prasang
  prasanna prasannakumar prasanth prasenjit prashant prashanth prashanti prasoon prasun pratap pratapaditya
  prateek prateeksha prateeti pratibha pratik pratika pratiksha pratima pratiti pratyush pratyusha praveen
  praveena praveer pravin pravina prayag preet preetam preethi preeti prem prema premal premanand premchand
  premika premlata prerak prerana prerit prerna presha prina prince prisha prita pritam prithvi prithviraj priti
  pritika pritish priya priyam priyamvada priyanka priyansh priyanshi priyanshu priyasha priyesh puja pujan
  pukhraj pulak pulkit puneet puneeta punit punita punya purab puran purandar purnima purushottam purva purvi
  pushkar pushkara pushp pushpa pushpak pushpalata pushpendra pushpinder pushti qadir qasim rabindra rachana
  rachit rachita rachna radha radhakrishna radhe radheshyam radhika raghav raghava raghavan raghavendra raghu
  raghubir raghunandan raghunath raghuram raghuveer ragini rahat rahil rahim rahman rahul raima raj raja rajan
  rajani rajanikant rajaram rajasi rajat rajata rajdeep rajeev rajendar rajendra rajesh rajeshwar rajeshwari
  rajinder rajiv rajkumar rajkumari rajlakshmi rajnandini rajni rajnish rajpal rajshree rajshri raju rajvi
  rajvir rakesh rakhi raksha rakshan rakshit rakshita ram rama ramachandra ramakant ramakrishna raman ramana
  ramani ramanuj rambha ramdas ramdev ramesh rameshwar rameshwari ramila ramkrishna ramlal ramnath rampal ramya
  rana ranadeep ranadhir ranbir randeep randhir rangan ranganath rangoli rani ranjan ranjana ranjeet ranjini
  ranjit ranjita ranu ranveer ranvijay ranvir rashi rashid rashmi rashmika rasika rasul ratan rathin rati ratna
  ratnakar ratnam ratnesh raunak ravali raveena ravi ravikant ravinder ravindra ravindranath ravish ravisha raza
  razia rehan rehana rekha renu renuka resham reshma reshmi reva revathi revati rewa rhea ria richa riddhi
  riddhiman ridhi ridhima rijul rikhil rimi rimjhim rina rinki rinku ripudaman risha rishab rishabh rishi
  rishika rishikesh rishiraj rishit rishita rithika rithvik riti ritik ritika ritish ritu rituja ritul rituparna
  rituparno rituraj ritvik ritwik riya riyaz rohan rohini rohinton rohit rohita roma romesh romi romila romola
  ronak ronit roopa roopal roopali roopam roopesh roshan roshani roshni ruchi ruchika ruchir ruchira ruchita
  rudra rudraksh rudrani rudranil ruhani ruhi rukhsana rukmani rukmini rupa rupak rupal rupali rupam rupesh
  rupinder rupsha rushabh rushali rushil rutuja rutvi rutvik saachi saahil saanvi sabarna sabina sabita sabnam
  sabyasachi sachchidanand sachet sachi sachin sachit sadaf sadanand sadashiv sadhana sadhna sadhvi sadia sadiq
  saeed saesha safia sagar sagarika sahadev sahana saheli sahil saif saina saira sairam sairandhri sajal sajan
  sajid sajiv sajjan saket sakina sakshi salil salim salma salman salomi samaira samar samarjit samarth samata
  sambhav sambit sameeksha sameena sameer sameera samhita samidha samiksha samir samira sampada sampat sampurna
  samrat samridh samridhi samrudhi samta samudra samvit samyak samyukta sana sanat sanatan sanath sanaya
  sanchari sanchit sanchita sandeep sandhya sandip sandipan sangam sangeet sangeeta sangita sangram sania sanika
  sanjana sanjay sanjaya sanjeeta sanjeev sanjit sanjiv sanjivani sanjog sanjoy sanjukta sankalp sankar
  sankarshan sanket sannidhi sanskar sanskriti santanu santhosh santosh santoshi sanvi sanya sanyukta sapan
  saparna sapna sara saraju saral sarang sarangi saransh saraswati saravanan sarayu sarbani sarbjit sarfaraz
  sarika sarita sarla saroj saroja sarojini sarthak sarvagya sarvani sarvesh sarveshwar saryu sashank sashi
  satadru satish satpal sattva satvik satya satyabhama satyajit satyaki satyam satyavan satyavati satyendra
  saumil saumya saumyadip saunak saurabh saurav savan savera savita savitha savithri savitri savya sawan sayak
  sayali sayan sayani sayantani seema seena seerat sejal selvam selvi sesha shaan shabana shabbir shabnam shachi
  shadab shagun shahbaz shahid shahida shahnaz shahrukh shaila shailaja shailendra shailesh shaili shailja
  shaina shakeel shakti shakuntala shaleen shalini shalmali shalu shama shamik shamim shamita shampa shamsher
  shan shanaya shankar shankara shanmukh shanta shantanu shantha shanthi shanti shantilal sharad sharada sharan
  sharanya sharda sharmila sharmistha sharvani sharvari shashank shashanka shashi shashikala shashikant shashwat
  shashwati shaunak shaurya shauryan sheela sheetal shefali shefalika shekhar shephali shetal shikha shikhar
  shilpa shilpi shinjini shiny shipra shirin shirish shirisha shiv shiva shivaji shivam shivan shivana shivangi
  shivani shivank shivansh shivanshi shivanya shivaraj shivendra shivkumar shivraj shobha shobhana shobhit
  shobhita shonali shoumik shraddha shravan shravani shravya shreedhar shreeja shreekant shreenidhi shreeram
  shreya shreyansh shreyas shreyashi shreyasi shri shridevi shridhar shrikant shrikrishna shrinivas shriram
  shrishti shristi shriya shruthi shruti shubh shubha shubham shubhangi shubhankar shubhi shubhra shuchi
  shuchita shukla shveta shweta shyam shyama shyamal shyamala shyamlal shyla siddhant siddharth siddhartha
  siddhesh siddhi siddhima sidhi sikandar simar simran simrat sindhu sinha sita sitara sitaram siva sivakumar
  smarajit smaran smita smitha smriti sneha snehal snehalata snehasish snigdha sohail soham sohan sohini soma
  somdev somdutt somesh somnath sona sonakshi sonal sonali sonam sonia sonika sonu soorya souma soumen soumik
  soumitra soumya sourav souvik sparsh sravanthi sree sreeja sreelakshmi sreelatha sreenath sreenivas sridevi
  sridhar srijan srijana srijita srijoni srikant srikanth srikar srilata srilekha srimati srinath srinidhi
  srinivas srinivasa sriram sriranjani srishti sristi sritama srividya stuti suba subash subbu subhadra subhash
  subhashini subhendu subhrajit subir subodh subramaniam subramanya subrata subuhi suchandra sucharita sucheta
  suchi suchita suchitra sudarshan sudarshana sudeep sudeepa sudeepta sudesh sudeshna sudev sudha sudhakar
  sudhanshu sudheer sudhir sudhira sudip sudipta sugandha sugata suhail suhana suhani suhas suhasini suhrid
  sujal sujan sujata sujatha sujay sujeet sujit sujoy sukanta sukanya sukesh sukhbir sukhdev sukhjinder
  sukhpreet sukhvinder sukhwinder sukriti sukumar sulabha sulakshana sulekha sulochana sultan sumalatha suman
  sumana sumanta sumanth sumati sumedh sumedha sumeet sumeru sumit sumita sumitra sumukh sumukhi sunaina sunanda
  sunayana sundar sundara sundari sunder suneel suneet suneeta suneha sunetra sunidhi sunil sunita sunitha
  suniti sunny suparna supratik supreet supreeti supriti supriya supriyo suraiya suraj surajit surangana
  suranjan surbhi surekha suren surendar surendra suresh suresha suri surinder surjit surojit suruchi surupa
  surya suryakant suryansh suryaprakash sushama sushant sushanta sushanth susheel susheela sushil sushila sushim
  sushma sushmita sushobhan sushree sushrut sushruta susmit susmita suvarna suvendu suvidha suvir suvrat suyash
  swagata swami swanand swapan swapna swapnali swapnil swapnila swara swaraj swaran swarna swarnali swarnima
  swaroop swarup swarupa swastik swastika swathi swati sweekriti sweta swetha syamala syed tabassum tabu tamal
  tamanna tanay tanaya tanima tanish tanisha tanishka tanishq tanmay tanmaya tannistha tanu tanuj tanuja
  tanushka tanushree tanvi tanvir tanya tapan tapas tapash tapasi tapasya tapati tara tarak taraka tarakeshwar
  taranath tarang tarangini taranjit taranpreet tarini tariq tarun taruna tarunika tarunima tashi tathagata
  tavish teena teerth teertha teesta tej tejal tejas tejashri tejasvi tejaswi tejaswini tejinder tejpal thanvi
  tharun tilak tilottama timir tina tirth tirtha titas titiksha toral toshi tribhuvan trilochan trilok triloki
  tripti tripurari trisha trishala trishna trishul triveni tulasi tulika tulsi tulsidas tunir tushar tusharika
  tushti twinkle twisha uday udaya udayan udit udita ujjaini ujjal ujjwal ujjwala ulhas ulka uma umakant umang
  umangi umar umashankar umesh umika unmesh unnati upali upama upamanyu upasana upendra uravi urja urmi urmila
  urmimala urvashi urvi urvija usha ushma utkarsh utkarsha utpal utpala utsav utsavi uttam uttama uttara vaibhav
  vaibhava vaibhavi vaidehi vaidya vaidyanath vaijayanti vaisakhi vaishali vaishnav vaishnavi vallabh vallabhi
  vallari valmiki vaman vamika vamshi vamsi vanaja vanamala vandan vandana vandita vandya vani vanita vanitha
  vansh vanshika varad varada varadraj varidhi varij varnika varsha varshini varshita varun varuna varuni varya
  vasant vasanta vasanth vasantha vasanti vasava vaseem vashisht vasu vasudev vasudeva vasudha vasudhara vasuki
  vasumati vasundhara vatsal vatsala ved veda vedanga vedangi vedant vedavati vedika vedprakash veena veenapani
  veer veera veerendra vellu velu vena venkat venkata venkatesh venkateshwar venkatraman venu venugopal vibha
  vibhas vibhav vibhavari vibhuti vicky vidhaan vidhan vidhi vidhu vidhya vidisha vidit viditi vidula vidur
  vidushi vidya vidyadhar vidyasagar vidyut vignesh vihaan vihan vihang vijay vijaya vijayalakshmi vijayan
  vijayant vijayendra vijeta vikas vikash vikram vikrama vikramaditya vikrant vilas vilasini vimal vimala vimla
  vimlesh vimochan vina vinamra vinata vinay vinaya vinayak vindhya vineet vineeta vineetha vinesh vini vinita
  vinoba vinod vinoda vinodini viola vipan vipin vipra vipul vipula viraaj viraj viral virat viren virender
  virendra virochan visala vishakha vishal vishala vishalakshi vishan vishesh vishisht vishnu vishnupriya vishva
  vishvajit vishvam vishvanath vishwa vishwajeet vishwanath vishwas vismay vismaya vitthal vivaan vivan vivasvan
  vivek viveka vivekanand vividh vraj vrajesh vrinda vritika vrushali vyas vyasa vyjayanthi vyom vyomesh waheed
  wahid wahida waman waris waseem wasim wazir yadu yaduvir yagna yajat yajnesh yakshit yamini yamuna yash yashas
  yashaswi yashaswini yashika yashila yashoda yashodhan yashodhara yashpal yashraj yashvant yashvi yashwant
  yatharth yatin yatindra yatish yavan yoga yogendra yogesh yogeshwar yogi yogini yogita yogitha yojana yosha
  yudhishthir yugal yugandhar yukta yukti yusuf yuthika yuvaan yuvan yuvati yuvika yuvraj zafar zaheer zahid
  zahida zahir zaid zainab zakir zareen zarina zeba zeenat zeeshan zehra zia ziya zoya zubair zubeda zubin
  zulfikar
`
  .trim()
  .split(/\s+/);
